import core from 'litegraph.js/build/litegraph.core.js';
import type { LiteCanvas, LiteGraphModel, LiteLink, LiteNode } from './litegraph-types.ts';
import { leastScale, mostScale } from './view-transform.ts';

/** Height of a node's title band above its position, in graph units; also ComfyUI's convention of where `pos` is. */
export const titleHeight = 32;

/** What litegraph would put on the page by innerHTML or run by eval: nothing of it may ever be reached (SEC22). */
const forbiddenOnCanvas = [
  'prompt',
  'showSearchBox',
  'processContextMenu',
  'showLinkMenu',
  'showConnectionMenu',
  'createDefaultNodeForSlot',
  'createDialog',
  'createPanel',
  'showEditPropertyValue',
  'showShowNodePanel',
  'showShowGraphOptionsPanel',
  'copyToClipboard',
  'pasteFromClipboard',
  'processDrop',
  'processKey',
  'processNodeWidgets',
  'processMouseDown',
  'processMouseMove',
  'processMouseUp',
  'processMouseWheel',
  'bindEvents',
] as const;
const forbiddenOnGraph = ['configure', 'serialize', 'load'] as const;

/** Thrown when something reaches a part of litegraph that is walled off. */
export class WalledOffError extends Error {
  override readonly name = 'WalledOffError';
  constructor(readonly member: string) {
    super(`litegraph's ${member} is walled off`);
  }
}

function wallOff(target: object, members: readonly string[]): void {
  for (const member of members)
    Reflect.set(target, member, () => {
      throw new WalledOffError(member);
    });
}

let prepared = false;

/** Sets litegraph's page-wide switches, once: they are shared by all editors on a page. */
function prepare(): void {
  if (prepared) return;
  prepared = true;
  const { LiteGraph } = core;
  LiteGraph.MAX_NUMBER_OF_NODES = 1e5;
  LiteGraph.NODE_TITLE_HEIGHT = titleHeight;
  LiteGraph.CANVAS_GRID_SIZE = 10;
  LiteGraph.pointerevents_method = 'pointer';
  LiteGraph.closeAllContextMenus = () => undefined;
  LiteGraph.ContextMenu = function ContextMenu() {
    throw new WalledOffError('ContextMenu');
  };
}

/** An empty model. Sorting on every link is off: 1,000 links in 3 ms instead of 239 (facts/litegraph.md). */
export function createLiteGraph(): LiteGraphModel {
  prepare();
  const graph = new core.LGraph();
  Reflect.set(graph, 'updateExecutionOrder', () => undefined);
  wallOff(graph, forbiddenOnGraph);
  return graph;
}

export function createLiteNode(): LiteNode {
  prepare();
  return new core.LGraphNode('');
}

export function createLiteLink(
  id: number,
  type: string,
  origin: readonly [node: number, slot: number],
  target: readonly [node: number, slot: number],
): LiteLink {
  return new core.LiteGraph.LLink(id, type, origin[0], origin[1], target[0], target[1]);
}

/** Puts litegraph's renderer on a canvas element. `pixelRatio` is asked at every draw. */
export function createLiteCanvas(
  element: HTMLCanvasElement,
  graph: LiteGraphModel,
  pixelRatio: () => number,
): LiteCanvas {
  prepare();
  const canvas = new core.LGraphCanvas(element, graph, { skip_render: true, skip_events: true });
  wallOff(canvas, forbiddenOnCanvas);
  Object.assign(canvas, {
    allow_searchbox: false,
    set_canvas_dirty_on_mouse_event: false,
    background_image: null,
    // The background is CSS behind a clear canvas: litegraph leaves it unpainted above a scale of 1.5.
    clear_background_color: null,
    render_canvas_border: false,
    show_info: false,
    render_link_tooltip: false,
  });
  const { ds } = canvas;
  ds.min_scale = leastScale;
  ds.max_scale = mostScale;
  ds.toCanvasContext = (context) => {
    const scale = ds.scale * pixelRatio();
    context.scale(scale, scale);
    context.translate(ds.offset[0] ?? 0, ds.offset[1] ?? 0);
  };
  ds.computeVisibleArea = () => {
    const scale = ds.scale * pixelRatio();
    ds.visible_area.set([
      -(ds.offset[0] ?? 0),
      -(ds.offset[1] ?? 0),
      (ds.element?.width ?? 0) / scale,
      (ds.element?.height ?? 0) / scale,
    ]);
  };
  return canvas;
}

/** Cuts every tie between litegraph's globals, a canvas element and a graph, so that all three can be collected. */
export function disposeLiteCanvas(canvas: LiteCanvas): void {
  const element = canvas.canvas;
  canvas.onDrawForeground = null;
  canvas.setGraph(null);
  canvas.clear();
  if (element) Reflect.deleteProperty(element, 'data');
  canvas.ds.element = null;
  canvas.canvas = null;
  canvas.bgcanvas = null;
  // litegraph's menus and panels assign these two; a left-over would keep a closed editor alive.
  if (core.LGraphCanvas.active_canvas === canvas) core.LGraphCanvas.active_canvas = null;
  core.LGraphCanvas.active_node = null;
}

/** litegraph's own names begin with an underscore; nothing outside this file speaks them. */

export function nodeById({ _nodes_by_id: byId }: LiteGraphModel, id: number): LiteNode | undefined {
  return byId[id];
}

/** Takes a node out by hand: litegraph's remove() walks all its links and asks every canvas to close its panels. */
export function forgetNode({ _nodes_by_id: byId }: LiteGraphModel, id: number): void {
  Reflect.deleteProperty(byId, id);
}

/** Sets the nodes and the order they are drawn in, the last on top. */
export function setDrawingOrder(graph: LiteGraphModel, nodes: LiteNode[]): void {
  Object.assign(graph, { _nodes: nodes });
}

/** Width and height of a node's body as drawn: a folded one has no body, and is as wide as its title. */
export function drawnSize(node: LiteNode): readonly [width: number, height: number] {
  const { _collapsed_width: folded = node.size[0] } = node;
  return node.flags.collapsed ? [folded, 0] : [node.size[0], node.size[1]];
}

export function setFoldedWidth(node: LiteNode, width: number): void {
  Object.assign(node, { _collapsed_width: width });
}

/** The middle of a link's curve when it was last drawn, in graph units. */
export function linkMiddle({ _pos: at }: LiteLink): readonly [x: number, y: number] {
  return [at[0] ?? 0, at[1] ?? 0];
}

export function setLinkMiddle(link: LiteLink, at: readonly [number, number]): void {
  Object.assign(link, { _pos: at });
}

/** What litegraph's globals hold, for tests: the switches that were set, and whatever a closed editor left behind. */
export function liteGlobals() {
  const { LiteGraph, LGraphCanvas } = core;
  return {
    active: { canvas: LGraphCanvas.active_canvas ?? null, node: LGraphCanvas.active_node ?? null },
    mostNodes: LiteGraph.MAX_NUMBER_OF_NODES,
    pointerMethod: LiteGraph.pointerevents_method,
    contextMenu: LiteGraph.ContextMenu,
  };
}
