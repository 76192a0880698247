import type { Problem } from '../../graph/problem.ts';

/** Where in a file a problem stands, in words: "line 3, column 14", "nodes[2].size"; empty where nobody knows. */
export function placeWords({ place }: Problem): string {
  const { line, column, path } = place;
  const parts = [
    ...(line === undefined ? [] : [`line ${line}${column === undefined ? '' : `, column ${column}`}`]),
    ...(path === undefined ? [] : [path]),
  ];
  return parts.join(', ');
}

/** A refusal as one text: what is wrong, where, and what to do. */
export function refusalWords(problem: Problem): string {
  const { reason, remedy } = problem;
  const place = placeWords(problem);
  const what = place === '' ? reason : `${reason.replace(/\.$/, '')} (${place}).`;
  return remedy === '' ? what : `${what} ${remedy}`;
}
