import type { nothing, TemplateResult } from 'lit';
import type { NodeId, Point, View } from '../../graph/document.ts';
import type { Tokens } from '../style/tokens.ts';
import { type CanvasEngine, createCanvasEngine } from './canvas-engine.ts';
import type { ScreenPoint } from './canvas-events.ts';
import type { GraphEdit } from './edit-of.ts';
import { editOf } from './edit-of.ts';
import { createGestures, type Gestures } from './gestures.ts';
import type { ModelSource } from './graph-model.ts';
import type { ModelNode } from './model-node.ts';
import { cursorOver, type Hit } from './hit-test.ts';
import type { HeldEnd } from './link-drop.ts';
import { createOverlay } from './overlay.ts';
import { listenToPointers } from './pointer-events.ts';
import { createStills } from './stills.ts';
import { type Bounds, boundedScale, boundsAround, edgePan, viewAround, viewCentred } from './view-transform.ts';

/** What a running canvas asks of its element, and tells it. */
export interface SessionPorts {
  readonly surface: HTMLCanvasElement;
  readonly layer: HTMLElement;
  source(): ModelSource;
  tokens(): Tokens;
  locked(): boolean;
  face(node: ModelNode): TemplateResult | typeof nothing;
  /** The object URL of what a node shows. */
  picture(node: NodeId): string | undefined;
  select(ids: ReadonlySet<NodeId>): void;
  /** One gesture's change, and the nodes it cloned, which become the selection. */
  edit(edit: GraphEdit, cloned: boolean): void;
  refused(reason: string): void;
  search(at: Point, screen: ScreenPoint, held?: HeldEnd): void;
  menu(hit: Hit, at: Point, screen: ScreenPoint): void;
  rename(node: NodeId): void;
  /** Whether a file may be dropped on what is there; nowhere when it has left. */
  fileOver(hit: Hit | undefined): boolean;
  fileDropped(file: File): void;
  viewChanged(view: View, tell: boolean): void;
  /** Nodes or size have changed since the last call. */
  modelChanged(engine: CanvasEngine): void;
}

/** A canvas at work, from connecting to leaving the page. */
export interface CanvasSession {
  readonly gestures: Gestures;
  view(): View;
  boundsOf(node: NodeId): Bounds | undefined;
  fit(ids?: Iterable<NodeId>): void;
  show(view: View, tell: boolean): void;
  zoomTo(scale: number): void;
  centerOn(node: NodeId): void;
  centerAt(at: Point): void;
  viewCenter(): Point;
  /** Space is held: pressing anywhere pans. */
  holdToPan(held: boolean): void;
  /** What is shown has changed; `media`: pictures too. */
  stale(media: boolean): void;
  stop(): void;
}

export function startSession(ports: SessionPorts): CanvasSession {
  const { surface, layer } = ports;
  const leaving = new AbortController();
  const { signal } = leaving;
  let frame = 0;
  let modelStale = true;
  let facesStale = true;
  let panning = false;

  const stills = createStills(() => redraw());
  const engine = createCanvasEngine(surface, {
    tokens: ports.tokens,
    source: ports.source,
    sight: () => gestures.sight(),
    still: (node) => stills.of(ports.picture(node)),
    pixelRatio: () => Math.max(1, window.devicePixelRatio),
  });
  const onPage = ([x, y]: Point): ScreenPoint => {
    const rect = surface.getBoundingClientRect();
    return { x: rect.left + x, y: rect.top + y };
  };
  const gestures = createGestures({
    model: engine.model,
    document: () => ports.source().document,
    registry: () => ports.source().registry,
    selection: () => ports.source().selection,
    hit: engine.hit,
    locked: ports.locked,
    panning: () => panning,
    pan: (by) => panBy(by),
    select: ports.select,
    commit: () => commit(),
    revert: () => stale(),
    refuse: ports.refused,
    search: (pointer, held) => ports.search(pointer.at, onPage(pointer.screen), held),
    linkMenu: (pointer, hit) => ports.menu(hit, pointer.at, onPage(pointer.screen)),
    redraw: () => redraw(),
  });
  const overlay = createOverlay(layer, ports.face, (node) => {
    // Typing on a node is working on it; a larger selection that holds it stays.
    if (!ports.source().selection.has(node)) ports.select(new Set([node]));
  });

  /** Asks for one drawing before the next frame is shown. */
  function redraw(): void {
    if (frame === 0 && !signal.aborted) frame = requestAnimationFrame(drawFrame);
  }

  function stale(): void {
    modelStale = true;
    redraw();
  }

  function syncModel(): void {
    if (!modelStale || gestures.active()) return;
    engine.model.sync(ports.source());
    modelStale = false;
    ports.modelChanged(engine);
  }

  function drawFrame(): void {
    frame = 0;
    try {
      syncModel();
      panAtEdge();
      engine.draw();
      layer.hidden = engine.detail() !== 'full' && !layer.matches(':focus-within');
      if (layer.hidden) return;
      overlay.update(engine.visible(), engine.view(), facesStale);
      facesStale = false;
    } catch (error) {
      // One drawing that fails must not end all drawing: the page is told, and the next one is asked for as usual.
      reportError(error);
    }
  }

  function panAtEdge(): void {
    const pointer = gestures.edgeDrag();
    if (!pointer) return;
    const by = edgePan(pointer.screen, engine.size());
    if (by[0] === 0 && by[1] === 0) return;
    panBy(by);
    gestures.move({ ...pointer, at: engine.toGraph(pointer.screen) });
    redraw();
  }

  function commit(): void {
    const readBack = engine.model.readBack();
    const { document, registry } = ports.source();
    const edit = editOf(document, readBack, registry);
    stale();
    if (edit)
      ports.edit(
        edit,
        readBack.added.some(({ like }) => 'clone' in like),
      );
  }

  function show(view: View, tell: boolean): void {
    engine.setView(view);
    changedView(tell);
  }

  function changedView(tell: boolean): void {
    const view = engine.view();
    // The dots thin out before they would become a grey.
    const step = 22 * view.scale * (view.scale < 0.5 ? 4 : 1);
    surface.style.setProperty('--grid', `${step}px`);
    surface.style.backgroundPosition = `${view.offset[0] * view.scale}px ${view.offset[1] * view.scale}px`;
    redraw();
    ports.viewChanged(view, tell);
  }

  function panBy(by: Point): void {
    const { scale, offset } = engine.view();
    show({ scale, offset: [offset[0] + by[0] / scale, offset[1] + by[1] / scale] }, true);
  }

  function zoom(scale: number, anchor: Point): void {
    engine.zoomAt(boundedScale(scale), anchor);
    changedView(true);
  }

  function resize(): void {
    const { clientWidth, clientHeight } = surface.parentElement ?? surface;
    if (clientWidth === 0 || clientHeight === 0 || signal.aborted) return;
    engine.resize(clientWidth, clientHeight);
    // Resizing clears the canvas: waiting for the next frame would show a blank one.
    cancelAnimationFrame(frame);
    drawFrame();
    ports.modelChanged(engine);
  }

  function remeasure(): void {
    engine.remeasure();
    stale();
  }

  function hover(hit: Hit): void {
    if (gestures.active()) return;
    surface.style.cursor = ports.locked() || panning ? 'grab' : cursorOver(hit);
    if (!engine.hover(hit)) return;
    overlay.hover('node' in hit ? hit.node : undefined);
    redraw();
  }

  function doubleClick(at: Point, screen: Point): void {
    if (ports.locked()) return;
    const hit = engine.hit(at);
    if (hit.kind === 'empty' || hit.kind === 'group') ports.search(at, onPage(screen));
    else if (hit.kind === 'node' && hit.part === 'title') ports.rename(hit.node);
  }

  listenToPointers(surface, layer, signal, {
    toGraph: engine.toGraph,
    panning: () => panning,
    press: gestures.press,
    move: gestures.move,
    release: gestures.release,
    cancel: gestures.cancel,
    hover: (at) => hover(engine.hit(at)),
    doubleClick,
    menu: (at, screen) => ports.menu(engine.hit(at), at, onPage(screen)),
    zoomBy: (factor, anchor) => zoom(engine.view().scale * factor, anchor),
    pan: panBy,
    fileOver(at) {
      const hit = at && engine.hit(at);
      if (hit && engine.hover(hit)) redraw();
      return ports.fileOver(hit);
    },
    fileDropped: ports.fileDropped,
  });
  const resized = new ResizeObserver(resize);
  resized.observe(surface.parentElement ?? surface);
  signal.addEventListener('abort', () => resized.disconnect());
  document.fonts.addEventListener('loadingdone', remeasure, { signal });
  // A canvas does not ask for the weights it draws with before it draws.
  for (const weight of [400, 500, 600]) void document.fonts.load(`${weight} 12px ${ports.tokens().font}`);

  const fit = (ids?: Iterable<NodeId>): void => {
    syncModel();
    const groups = ids ? [] : engine.model.groups.map(({ bounds: [x, y, w, h] }): Bounds => [x, y, x + w, y + h]);
    const around = boundsAround([...engine.boundsOf(ids ?? engine.model.nodes.keys()), ...groups]);
    if (around) show(viewAround(around, engine.size()), true);
  };

  resize();
  return {
    gestures,
    view: engine.view,
    boundsOf: (node) => engine.boundsOf([node])[0],
    fit,
    show,
    zoomTo: (scale) => zoom(scale, [engine.size()[0] / 2, engine.size()[1] / 2]),
    centerOn(node) {
      syncModel();
      const [bounds] = engine.boundsOf([node]);
      if (!bounds) return;
      const middle: Point = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
      show(viewCentred(engine.view(), middle, engine.size()), true);
    },
    centerAt: (at) => show(viewCentred(engine.view(), at, engine.size()), true),
    viewCenter: () => engine.toGraph([engine.size()[0] / 2, engine.size()[1] / 2]),
    holdToPan(held) {
      panning = held;
      surface.style.cursor = held ? 'grab' : '';
    },
    stale(media) {
      facesStale = true;
      if (media) stills.forget();
      stale();
    },
    stop() {
      leaving.abort();
      cancelAnimationFrame(frame);
      gestures.cancel();
      overlay.dispose();
      engine.dispose();
      stills.forget();
    },
  };
}
