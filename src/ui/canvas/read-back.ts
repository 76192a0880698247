import type { Link, NodeId, Point, Size } from '../../graph/document.ts';

/**
 * What the canvas' model holds after a gesture, as plain values. References of nodes are document ids, or names made by the
 * model for nodes that the gesture brought in.
 */
export interface ReadBack {
  /** Nodes whose place, size or folding the gesture changed. */
  readonly moved: readonly MovedNode[];
  /** Nodes the gesture brought in, to be drawn on top. */
  readonly added: readonly AddedNode[];
  /** All links that the model holds, or undefined when the gesture touched none. */
  readonly links?: readonly Pick<Link, 'from' | 'to'>[];
  readonly groups: readonly { readonly id: string; readonly bounds: readonly [number, number, number, number] }[];
}
export interface MovedNode {
  readonly id: NodeId;
  readonly pos?: Point;
  readonly size?: Size;
  readonly collapsed?: boolean;
}
export interface AddedNode {
  readonly ref: string;
  readonly pos: Point;
  /** A copy of a node of the document, or a new node of a type. */
  readonly like: { readonly clone: NodeId } | { readonly type: string };
}
