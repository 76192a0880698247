import type { NodeId, Point, View } from '../../graph/document.ts';
import type { Tokens } from '../style/tokens.ts';
import { canvasFonts, createMeasure } from './canvas-fonts.ts';
import { drawGroups } from './draw-groups.ts';
import { drawLinks } from './draw-links.ts';
import { drawNode } from './draw-node.ts';
import type { DrawScene } from './draw-scene.ts';
import { drawSight } from './draw-sight.ts';
import type { GestureSight } from './gestures.ts';
import { takesHeld } from './held-link.ts';
import { createGraphModel, type GraphModel, type ModelSource } from './graph-model.ts';
import { type ModelNode } from './model-node.ts';
import { hitAt, type Hit } from './hit-test.ts';
import { detailAt, type Detail } from './level-of-detail.ts';
import { createLiteCanvas, disposeLiteCanvas, drawnSize, nodeById, titleHeight } from './litegraph.ts';
import { type Bounds, boundedView } from './view-transform.ts';

/** What the drawing half of the canvas asks its element. */
export interface EnginePorts {
  tokens(): Tokens;
  source(): ModelSource;
  sight(): GestureSight;
  /** A decoded picture of what a node shows, for drawing it small. */
  still(node: NodeId): CanvasImageSource | undefined;
  pixelRatio(): number;
}

/** litegraph on a canvas element: the model, the view, what is where, and one drawing on demand. */
export interface CanvasEngine {
  readonly model: GraphModel;
  view(): View;
  setView(view: View): void;
  zoomAt(scale: number, anchor: Point): void;
  resize(width: number, height: number): void;
  size(): readonly [number, number];
  toGraph(screen: Point): Point;
  hit(at: Point): Hit;
  detail(): Detail;
  visible(): readonly ModelNode[];
  hover(hit: Hit): boolean;
  boundsOf(ids: Iterable<NodeId>): readonly Bounds[];
  remeasure(): void;
  draw(): void;
  dispose(): void;
}

export function createCanvasEngine(element: HTMLCanvasElement, ports: EnginePorts): CanvasEngine {
  const context = element.getContext('2d');
  if (!context) throw new Error('this browser gives no 2d context for a canvas');
  const fonts = canvasFonts(ports.tokens());
  const { measure, forget } = createMeasure(context);
  const model = createGraphModel(measure, fonts);
  const lite = createLiteCanvas(element, model.graph, ports.pixelRatio);
  let size: readonly [number, number] = [0, 0];
  let hovered: { readonly node?: NodeId; readonly link?: number } = {};

  const view = (): View => ({ scale: lite.ds.scale, offset: [lite.ds.offset[0] ?? 0, lite.ds.offset[1] ?? 0] });
  const detail = (): Detail => detailAt(lite.ds.scale);

  const linkedTitle = (node: ModelNode, input: number): string | undefined => {
    const id = node.lite.inputs[input]?.link;
    const link = id == null ? undefined : model.graph.links[id];
    const origin = link && nodeById(model.graph, link.origin_id);
    return origin && model.of(origin)?.title;
  };

  const scene = (): DrawScene => {
    const { held } = ports.sight();
    const [end] = held?.ends ?? [];
    const { document } = ports.source();
    return {
      tokens: ports.tokens(),
      fonts,
      measure,
      detail: detail(),
      linkedTitle,
      still: (node) => ports.still(node.ref),
      ...(end && { fits: (_, socket, side) => takesHeld(document, model, end, socket.type, side) }),
    };
  };
  let current: DrawScene | undefined;

  lite.drawNode = (node, target) => {
    const drawn = model.of(node);
    if (!drawn || !current) return;
    const { drop } = ports.sight().held ?? {};
    const aimed = drop !== undefined && drop.kind !== 'refused' && drop.to.node === drawn.ref;
    const selected = ports.source().selection.has(drawn.ref) || drawn.like !== undefined;
    drawNode(target, drawn, { selected, hovered: hovered.node === drawn.ref, aimed }, current);
  };
  lite.drawConnections = (target) => {
    if (!current) return;
    // Groups lie under the links, in the same layer; litegraph's own list of groups stays empty.
    drawGroups(target, model.groups, current);
    const { selection } = ports.source();
    const selected = new Set([...selection].map((id) => model.nodes.get(id)?.lite.id));
    drawLinks(target, model, lite.visible_links, {
      tokens: current.tokens,
      detail: current.detail,
      scale: lite.ds.scale,
      area: lite.visible_area,
      isSelected: (id) => selected.has(id),
      hovered: hovered.link,
    });
  };
  lite.onDrawForeground = (target) => {
    if (current) drawSight(target, model, ports.sight(), current, lite.ds.scale);
  };

  return {
    model,
    view,
    setView(next) {
      const { scale, offset } = boundedView(next);
      lite.ds.scale = scale;
      lite.ds.offset.set(offset);
    },
    zoomAt(scale, anchor) {
      lite.ds.changeScale(scale, anchor);
    },
    resize(width, height) {
      size = [width, height];
      const ratio = ports.pixelRatio();
      element.width = Math.max(1, Math.round(width * ratio));
      element.height = Math.max(1, Math.round(height * ratio));
    },
    size: () => size,
    toGraph: ([x, y]) => [x / lite.ds.scale - (lite.ds.offset[0] ?? 0), y / lite.ds.scale - (lite.ds.offset[1] ?? 0)],
    hit: (at) =>
      hitAt(model, { nodes: lite.visible_nodes, links: lite.visible_links, sockets: detail() !== 'blocks' }, at),
    detail,
    visible: () => lite.visible_nodes.flatMap((node) => model.of(node) ?? []),
    hover(hit) {
      const node = hit.kind === 'node' || hit.kind === 'input' || hit.kind === 'output' ? hit.node : undefined;
      const link = hit.kind === 'link' ? hit.link.id : undefined;
      if (node === hovered.node && link === hovered.link) return false;
      hovered = { ...(node !== undefined && { node }), ...(link !== undefined && { link }) };
      return true;
    },
    boundsOf(ids) {
      return [...ids].flatMap((id): Bounds[] => {
        const node = model.nodes.get(id);
        if (!node) return [];
        const [x, y] = [node.lite.pos[0] ?? 0, node.lite.pos[1] ?? 0];
        const [width, height] = drawnSize(node.lite);
        return [[x, y - titleHeight, x + width, y + height]];
      });
    },
    remeasure() {
      forget();
      model.remeasure();
    },
    draw() {
      current = scene();
      lite.setDirty(true, true);
      lite.draw();
    },
    dispose() {
      disposeLiteCanvas(lite);
      element.width = 0;
      element.height = 0;
    },
  };
}
