import { ProblemError } from '../graph/problem.ts';

/** Which clip does not fit to the ones before it: `clip` followed by `difference` reads as a sentence. */
export interface ClipDifference {
  readonly clip: string;
  readonly difference: string;
}

/** Thrown when clips cannot be joined by copying their packets, because one of them is encoded otherwise. */
export class UnequalClipsError extends ProblemError {
  readonly unequal: ClipDifference;

  constructor(unequal: ClipDifference) {
    super({
      code: 'unequal-clips',
      severity: 'error',
      place: {},
      reason: `${unequal.clip} ${unequal.difference}.`,
      remedy: 'Take it out of the film, or make its shot with the settings of the others.',
    });
    this.unequal = unequal;
  }
}
