import type { GraphDocument, NodeId, Point } from '../../../src/graph/document.ts';
import type { CanvasEvents } from '../../../src/ui/canvas/canvas-events.ts';
import type { ShotgraphCanvas } from '../../../src/ui/canvas/shotgraph-canvas.ts';
import '../../../src/ui/canvas/shotgraph-canvas.ts';
import { testRegistry } from './fixture-nodes.ts';

type Sent = { readonly [K in keyof CanvasEvents]: readonly CanvasEvents[K][] };
type Keys = Pick<PointerEventInit, 'ctrlKey' | 'shiftKey' | 'altKey' | 'button'>;

/** A canvas on the page that takes its own edits up, as an editor does, with a hand to work on it. */
export interface Stage {
  readonly element: ShotgraphCanvas;
  readonly sent: Sent;
  /** The surface that is drawn on. */
  readonly surface: HTMLCanvasElement;
  /** Presses, moves in steps and lets go, in graph units. */
  drag(from: Point, to: Point, keys?: Keys): Promise<void>;
  /** The same, without letting go. */
  hold(from: Point, to: Point, keys?: Keys): Promise<void>;
  release(at: Point, keys?: Keys): Promise<void>;
  click(at: Point, keys?: Keys): Promise<void>;
  doubleClick(at: Point): Promise<void>;
  key(key: string, init?: KeyboardEventInit): Promise<void>;
  /** Waits until what was asked for is drawn. */
  drawn(): Promise<void>;
  /** Where a point of the graph is in the window, in CSS pixels. */
  onPage(at: Point): { readonly x: number; readonly y: number };
  remove(): void;
}

const names = [
  'graph-edit',
  'selection-change',
  'node-search',
  'view-change',
  'refused',
  'context-menu',
  'pick-file',
] as const;

/** Stands a canvas away from the page's origin, so that a forgotten offset shows; 100 % and no panning at first. */
export async function stageOf(
  document: GraphDocument,
  set: Partial<ShotgraphCanvas> = {},
  take: 'takes edits' | 'ignores edits' = 'takes edits',
): Promise<Stage> {
  const element = window.document.createElement('shotgraph-canvas');
  element.style.cssText = 'position:absolute;left:37px;top:23px;width:1000px;height:700px';
  const first = document.view ?? { scale: 1, offset: [0, 0] };
  Object.assign(element, { registry: testRegistry, document: { ...document, view: first } }, set);
  const sent: Record<string, unknown[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const name of names)
    element.addEventListener(name, (event) => void sent[name]?.push((event as CustomEvent<unknown>).detail));
  element.addEventListener('graph-edit', (event) => {
    if (take === 'takes edits') element.document = (event as CustomEvent<CanvasEvents['graph-edit']>).detail.document;
  });
  element.addEventListener('selection-change', (event) => {
    element.selection = (event as CustomEvent<{ selection: ReadonlySet<NodeId> }>).detail.selection;
  });
  window.document.body.append(element);
  await element.updateComplete;
  const surface = element.renderRoot.querySelector('canvas');
  if (!surface) throw new Error('the canvas has no surface');
  let seen = first;
  element.addEventListener('view-change', (event) => {
    seen = (event as CustomEvent<CanvasEvents['view-change']>).detail.view;
  });

  const onPage = (at: Point, view = seen): { x: number; y: number } => {
    const rect = surface.getBoundingClientRect();
    return {
      x: rect.left + (at[0] + view.offset[0]) * view.scale,
      y: rect.top + (at[1] + view.offset[1]) * view.scale,
    };
  };
  // A gesture that pans moves the graph under the hand: the hand stays where the view was when it was pressed.
  let pressedAt: typeof seen | undefined;
  const point = (type: string, at: Point, keys: Keys = {}): void => {
    if (type === 'pointerdown') pressedAt = seen;
    const { x, y } = onPage(at, pressedAt ?? seen);
    if (type === 'pointerup') pressedAt = undefined;
    const init = {
      pointerId: 1,
      pointerType: 'mouse',
      isPrimary: true,
      bubbles: true,
      cancelable: true,
      composed: true,
    };
    surface.dispatchEvent(new PointerEvent(type, { ...init, clientX: x, clientY: y, ...keys }));
  };
  const drawn = async (): Promise<void> => {
    await element.updateComplete;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await element.updateComplete;
  };
  const hold = async (from: Point, to: Point, keys?: Keys): Promise<void> => {
    point('pointerdown', from, keys);
    for (const part of [0.02, 0.3, 0.6, 1])
      point('pointermove', [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part], keys);
  };
  await drawn();
  return {
    element,
    sent: sent as unknown as Sent,
    surface,
    hold,
    async release(at, keys) {
      point('pointerup', at, keys);
      await drawn();
    },
    async drag(from, to, keys) {
      await hold(from, to, keys);
      point('pointerup', to, keys);
      await drawn();
    },
    async click(at, keys) {
      point('pointerdown', at, keys);
      point('pointerup', at, keys);
      await drawn();
    },
    async doubleClick(at) {
      const { x, y } = onPage(at);
      surface.dispatchEvent(new MouseEvent('dblclick', { clientX: x, clientY: y, bubbles: true, composed: true }));
      await drawn();
    },
    async key(key, init) {
      surface.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
      );
      await drawn();
    },
    drawn,
    onPage: (at) => onPage(at),
    remove: () => element.remove(),
  };
}
