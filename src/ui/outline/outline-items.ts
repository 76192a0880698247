import type { NodeId } from '../../graph/document.ts';
import type { OutlineRow, SocketRow } from './outline-rows.ts';

/** What the cursor of the tree can stand on: a node, or one of its sockets while the node is open. */
export type OutlineItem =
  | { readonly key: string; readonly node: NodeId; readonly row: OutlineRow; readonly socket?: undefined }
  | { readonly key: string; readonly node: NodeId; readonly row: OutlineRow; readonly socket: SocketRow };

/** Names an item of the tree; ids of nodes may hold anything. */
export function itemKey(node: NodeId, socket?: SocketRow): string {
  return JSON.stringify(socket ? [node, socket.side, socket.name] : [node]);
}

/** Everything that can be reached with the arrow keys, from top to bottom. */
export function visibleItems(rows: readonly OutlineRow[], open: ReadonlySet<NodeId>): readonly OutlineItem[] {
  return rows.flatMap((row): OutlineItem[] => [
    { key: itemKey(row.id), node: row.id, row },
    ...(open.has(row.id)
      ? row.sockets.map((socket): OutlineItem => ({ key: itemKey(row.id, socket), node: row.id, row, socket }))
      : []),
  ]);
}

/** The nodes from one to another, both included, in the order of the rows. */
export function nodesBetween(rows: readonly OutlineRow[], from: NodeId, to: NodeId): ReadonlySet<NodeId> {
  const ids = rows.map(({ id }) => id);
  const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
  if (a < 0 || b < 0) return new Set([to]);
  return new Set(ids.slice(Math.min(a, b), Math.max(a, b) + 1));
}

/** The set without a node that is in it, or with one that is not. */
export function toggled(nodes: ReadonlySet<NodeId>, node: NodeId): ReadonlySet<NodeId> {
  return nodes.has(node) ? new Set([...nodes].filter((id) => id !== node)) : new Set([...nodes, node]);
}
