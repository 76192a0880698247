import type { GraphDocument } from '../graph/document.ts';
import type { Problem } from '../graph/problem.ts';

/** A Problem in one line: how bad, where, what, and what to do. */
export function problemLine({ severity, place, reason, remedy }: Problem, document?: GraphDocument): string {
  const node = document?.nodes.find(({ id }) => id === place.node);
  const where =
    place.line === undefined
      ? node && `${node.title ?? node.type} (${node.id})`
      : `line ${place.line}:${place.column ?? 1}`;
  return `${severity}: ${where === undefined ? '' : `${where}: `}${reason} ${remedy}`.trim();
}
