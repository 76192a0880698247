/** Which clip does not fit to the ones before it: `clip` followed by `difference` reads as a sentence. */
export interface ClipDifference {
  readonly clip: string;
  readonly difference: string;
}

/** Thrown when clips cannot be joined by copying their packets, because one of them is encoded otherwise. */
export class UnequalClipsError extends Error {
  override readonly name = 'UnequalClipsError';
  readonly problem: ClipDifference;

  constructor(problem: ClipDifference) {
    super(`${problem.clip} ${problem.difference}`);
    this.problem = problem;
  }
}
