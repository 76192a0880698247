import { type GraphDocument, type NodeId, nodeOf } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { titleOf } from '../canvas/title-of.ts';

/** So many names stand in a sentence; the rest is counted. */
const mostNames = 4;

/** The nodes that ask for a generation and are not muted or bypassed. */
export function shotsOf(document: GraphDocument, registry: NodeRegistry): readonly NodeId[] {
  return document.nodes.flatMap(({ id, type, mode, foreign }) =>
    mode === 'active' && !foreign && registry.get(type)?.work.kind === 'request' ? [id] : [],
  );
}

/** Of some nodes those that are shots; where none is, all of them. */
export function shotsFirst(document: GraphDocument, ids: readonly NodeId[], registry: NodeRegistry): readonly NodeId[] {
  const shots = new Set(shotsOf(document, registry));
  const chosen = ids.filter((id) => shots.has(id));
  return chosen.length === 0 ? ids : chosen;
}

/** "SH010, SH020 and 3 more". */
export function nameList(document: GraphDocument, ids: readonly NodeId[], registry: NodeRegistry): string {
  const named = ids.slice(0, mostNames).flatMap((id) => {
    const node = nodeOf(document, id);
    return node ? [titleOf(node, registry)] : [];
  });
  const more = ids.length - named.length;
  const parts = more > 0 ? [...named, `${more} more`] : named;
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
