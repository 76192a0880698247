/**
 * The narrow part of litegraph.js 0.7.18 that the canvas uses: its model, hit tests, view transform, culling and drawing
 * order. It listens to nothing by itself (`skip_events`), draws nothing by itself (`skip_render`), and never sees a file:
 * no configure, no serialize, no menus, prompts, search box or clipboard (SEC22, SEC23).
 */

export interface LiteSlot {
  name: string;
  type: string;
  /** Relative to the node's position, in graph units. */
  pos: [number, number];
  link?: number | null;
  links?: number[] | null;
}

export interface LiteNode {
  id: number;
  title: string;
  /** Stored as 32-bit floats. */
  readonly pos: Float32Array;
  size: [number, number];
  flags: { collapsed?: boolean };
  inputs: LiteSlot[];
  outputs: LiteSlot[];
  _collapsed_width?: number;
  getConnectionPos(isInput: boolean, slot: number, out?: Float32Array): Float32Array;
  isPointInside(x: number, y: number, margin?: number, skipTitle?: boolean): boolean;
}

export interface LiteLink {
  id: number;
  type: string;
  origin_id: number;
  origin_slot: number;
  target_id: number;
  target_slot: number;
  /** The middle of the curve, in graph units, since it was last drawn. */
  _pos: Float32Array | [number, number];
}

export interface LiteGraphModel {
  _nodes: LiteNode[];
  _nodes_by_id: Record<number, LiteNode>;
  links: Record<number, LiteLink>;
  last_link_id: number;
  list_of_graphcanvas: unknown[] | null;
  add(node: LiteNode, skipOrder: true): void;
  remove(node: LiteNode): void;
  clear(): void;
  getNodeOnPos(x: number, y: number, among?: readonly LiteNode[], margin?: number): LiteNode | null;
}

export interface DragAndScale {
  element: HTMLCanvasElement | null;
  scale: number;
  readonly offset: Float32Array;
  min_scale: number;
  max_scale: number;
  readonly visible_area: Float32Array;
  toCanvasContext(context: CanvasRenderingContext2D): void;
  computeVisibleArea(): void;
  /** `center` is in CSS pixels from the canvas' corner: with litegraph's own wheel, which counts from the page's, it drifts. */
  changeScale(scale: number, center?: readonly [number, number]): void;
}

export interface LiteCanvas {
  canvas: HTMLCanvasElement | null;
  bgcanvas: HTMLCanvasElement | null;
  readonly graph: LiteGraphModel | null;
  readonly ds: DragAndScale;
  readonly visible_nodes: LiteNode[];
  readonly visible_links: LiteLink[];
  readonly visible_area: Float32Array;
  dirty_canvas: boolean;
  dirty_bgcanvas: boolean;
  draw(): void;
  setDirty(front: boolean, back: boolean): void;
  setGraph(graph: LiteGraphModel | null): void;
  clear(): void;
  drawNode(node: LiteNode, context: CanvasRenderingContext2D): void;
  drawConnections(context: CanvasRenderingContext2D): void;
  onDrawForeground: ((context: CanvasRenderingContext2D) => void) | null;
}

export interface LiteGraphCore {
  readonly LiteGraph: {
    MAX_NUMBER_OF_NODES: number;
    NODE_TITLE_HEIGHT: number;
    NODE_COLLAPSED_WIDTH: number;
    CANVAS_GRID_SIZE: number;
    pointerevents_method: string;
    ContextMenu: unknown;
    closeAllContextMenus: () => void;
    readonly LLink: new (
      id: number,
      type: string,
      originId: number,
      originSlot: number,
      targetId: number,
      targetSlot: number,
    ) => LiteLink;
  };
  readonly LGraph: new () => LiteGraphModel;
  readonly LGraphNode: new (title: string) => LiteNode;
  readonly LGraphCanvas: (new (
    canvas: HTMLCanvasElement,
    graph: LiteGraphModel,
    options: { readonly skip_render: true; readonly skip_events: true },
  ) => LiteCanvas) & { active_canvas: unknown; active_node: unknown };
}
