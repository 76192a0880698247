import type { Point, View } from '../document.ts';
import { type Lens, lens, textLens, vectorLens, within } from './lens.ts';
import { isLosslessObject, type LosslessObject, numberOf, ownMember, ownObject, withMember } from './lossless-json.ts';
import { placeRange } from './node-lenses.ts';
import { currentSchema } from './workflow-schema.ts';

const title = textLens('title');
/** The document's title; an empty one is none. */
export const documentTitleLens: Lens<string | undefined> = within(
  'extra',
  within(
    'shotgraph',
    lens(
      (raw) => title.get(raw) || undefined,
      (raw, value) => title.put(raw, value),
    ),
  ),
);

const scaleLens: Lens<number | undefined> = lens(
  (raw) => {
    const scale = numberOf(ownMember(raw, 'scale'));
    return scale === undefined ? undefined : Math.min(Math.max(scale, 0.01), 100);
  },
  (raw, value) => withMember(raw, 'scale', value),
);

const offsetLens = vectorLens<Point>('offset', [0, 0], [placeRange, placeRange]);

/** `extra.ds`: what part of the graph the canvas shows. */
export const viewLens: Lens<View | undefined> = within('extra', {
  get: (raw) => viewOf(ownObject(raw, 'ds')),
  put: (raw, view) => {
    const before = ownObject(raw, 'ds');
    if (!view) return viewOf(before) ? withMember(raw, 'ds', undefined) : raw;
    // ComfyUI expects both of them, so a view that the file did not have is written whole.
    const whole = viewOf(before) ? (before ?? {}) : { ...before, scale: view.scale, offset: [...view.offset] };
    const after = offsetLens.put(scaleLens.put(whole, view.scale), view.offset);
    return after === before ? raw : withMember(raw, 'ds', after);
  },
});

function viewOf(ds: LosslessObject | undefined): View | undefined {
  const scale = ds && scaleLens.get(ds);
  return scale === undefined || !ds ? undefined : { scale, offset: offsetLens.get(ds) };
}

/** `extra.shotgraph.schema`, so that a later version knows by which rules a file was written. */
export function withCurrentSchema(raw: LosslessObject): LosslessObject {
  const extra = ownMember(raw, 'extra') ?? null;
  // What stands there instead of an object is somebody's data, and the signature is not worth losing it.
  return extra === null || isLosslessObject(extra) ? schemaLens.put(raw, currentSchema) : raw;
}

const schemaLens: Lens<number | undefined> = within(
  'extra',
  within(
    'shotgraph',
    lens(
      (raw) => numberOf(ownMember(raw, 'schema')),
      (raw, value) => withMember(raw, 'schema', value),
    ),
  ),
);
