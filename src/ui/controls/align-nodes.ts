import { type GraphDocument, type GraphNode, type NodeId, nodeOf } from '../../graph/document.ts';
import { patchNode } from '../../graph/edit.ts';

export type Alignment = 'left' | 'top' | 'row' | 'column';

/** The gap that nodes in a row or a column get, in graph units. */
const gap = 40;
/** The height of a title, which stands above a node's place. */
const titleHeight = 30;

/**
 * Moves nodes under each other (`left`), beside each other (`top`), or into a row or a column without overlaps, in the
 * order they stand in. Pinned nodes stay.
 */
export function alignNodes(document: GraphDocument, ids: ReadonlySet<NodeId>, alignment: Alignment): GraphDocument {
  const nodes = [...ids].flatMap((id) => nodeOf(document, id) ?? []).filter((node) => !node.pinned);
  if (nodes.length < 2) return document;
  const left = Math.min(...nodes.map(({ pos }) => pos[0]));
  const top = Math.min(...nodes.map(({ pos }) => pos[1]));
  const axis = alignment === 'row' ? 0 : 1;
  const ordered = nodes.toSorted((a, b) => a.pos[axis] - b.pos[axis] || a.pos[0] - b.pos[0]);
  let along = alignment === 'row' ? left : top;
  const place = (node: GraphNode): readonly [number, number] => {
    if (alignment === 'left') return [left, node.pos[1]];
    if (alignment === 'top') return [node.pos[0], top];
    const at = along;
    along += node.size[axis] + gap + (axis === 1 ? titleHeight : 0);
    return alignment === 'row' ? [at, top] : [left, at];
  };
  return ordered.reduce((before, node) => patchNode(before, node.id, { pos: place(node) }), document);
}
