import type { GraphNode } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';
import type { NodeView } from './node-view.ts';
import { shownText } from './shown-text.ts';

/** Why a node is broken or not known, as it stands on the node; undefined where nothing is wrong. */
export function nodeMessage(
  source: GraphNode,
  view: NodeView | undefined,
  problem: Problem | undefined,
): string | undefined {
  if (source.foreign) return foreignMessage(source.type, source.foreign.why);
  if (view?.error !== undefined) return shownText(view.error);
  return problem?.severity === 'error' ? shownText(`${problem.reason} ${problem.remedy}`) : undefined;
}

/** The type is named even where the node has a title: it is what somebody would look for. */
function foreignMessage(type: string, why: string): string {
  const named = why.includes(type) ? why : `${shownText(type)}: ${why}`;
  return `${shownText(named.charAt(0).toUpperCase() + named.slice(1)).replace(/\.$/, '')}. It stays in the file as it is.`;
}
