/** Where a Problem stands: a node, one of its inputs or params, or a place in a text. */
export interface Place {
  readonly node?: string;
  readonly input?: string;
  readonly param?: string;
  /** From 1, in the file that was read. */
  readonly line?: number;
  readonly column?: number;
  /** A path inside a file, such as `nodes[3].size`. */
  readonly path?: string;
}

/** A refusal or a warning as a value: what is wrong, where, and what to do about it. */
export interface Problem {
  /** A stable name in kebab-case, for tests and scripts. */
  readonly code: string;
  /** An error blocks the node and what depends on it; a warning leaves the choice to the person. */
  readonly severity: 'error' | 'warning';
  readonly place: Place;
  /** A whole sentence: what is wrong. */
  readonly reason: string;
  /** A whole sentence: what to do. */
  readonly remedy: string;
}

/** What a node's own check returns: a Problem whose node is filled in by the caller. */
export type Finding = Omit<Problem, 'place'> & { readonly input?: string; readonly param?: string };

/** A Finding put at its node. */
export function problemAt(node: string, finding: Finding): Problem {
  const { input, param, ...rest } = finding;
  return {
    ...rest,
    place: { node, ...(input === undefined ? {} : { input }), ...(param === undefined ? {} : { param }) },
  };
}

/** A Problem that stops an operation, thrown where a value cannot be returned. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(`${problem.reason} ${problem.remedy}`.trim());
  }
}
