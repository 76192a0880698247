import { z } from 'zod';

/** The panels of the left side; one is open at a time. */
export const panelIds = ['nodes', 'templates', 'outline', 'history'] as const;
export type PanelId = (typeof panelIds)[number];

/** How the parts around the canvas stand. Sizes in CSS pixels. */
export interface Layout {
  readonly panel: PanelId | undefined;
  readonly panelWidth: number;
  readonly inspectorOpen: boolean;
  readonly inspectorWidth: number;
  readonly stripOpen: boolean;
  readonly stripHeight: number;
}

export const firstLayout: Layout = {
  panel: undefined,
  panelWidth: 296,
  inspectorOpen: true,
  inspectorWidth: 316,
  stripOpen: true,
  stripHeight: 156,
};

/** The least and the most of each size. */
export const bounds = {
  panelWidth: [200, 480],
  inspectorWidth: [260, 560],
  stripHeight: [112, 480],
} as const satisfies Partial<Record<keyof Layout, readonly [number, number]>>;
export type Sized = keyof typeof bounds;

const size = (name: Sized) => z.number().min(bounds[name][0]).max(bounds[name][1]);
const layoutSchema = z.object({
  panel: z.enum(panelIds).optional(),
  panelWidth: size('panelWidth'),
  inspectorOpen: z.boolean(),
  inspectorWidth: size('inspectorWidth'),
  stripOpen: z.boolean(),
  stripHeight: size('stripHeight'),
});

/** The layout that was remembered, or the first one where nothing fits. */
export function readLayout(text: string | undefined): Layout {
  if (text === undefined) return firstLayout;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return firstLayout;
    throw error;
  }
  const parsed = layoutSchema.safeParse(value);
  return parsed.success ? { ...parsed.data, panel: parsed.data.panel } : firstLayout;
}

/** A layout with one size changed, within its bounds. */
export function resized(layout: Layout, name: Sized, value: number): Layout {
  const [least, most] = bounds[name];
  return { ...layout, [name]: Math.round(Math.min(most, Math.max(least, value))) };
}
