import { type Problem, ProblemError } from '../../graph/problem.ts';
import { GatewayError } from '../wire/job-client.ts';
import { type Attempt, isUnwatched } from '../wire/job-record.ts';
import { saidWords } from './service-words.ts';

/** What became of a step that threw, as a Problem at its node. */
export function problemOfError(node: string, error: unknown): Problem {
  if (error instanceof ProblemError) return { ...error.problem, place: { ...error.problem.place, node } };
  if (error instanceof GatewayError) {
    return { code: error.code, severity: 'error', place: { node }, reason: error.reason, remedy: error.remedy };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'operation-failed', severity: 'error', place: { node }, reason: reason.slice(0, 2000), remedy: '' };
}

/** What an attempt that brought no result comes to, as a Problem at its node. */
export function problemOfAttempt(node: string, attempt: Attempt): Problem {
  if (isUnwatched(attempt)) return { code: 'not-watched', severity: 'error', place: { node }, ...unwatched };
  const said = 'failure' in attempt ? saidWords(attempt.failure) : '';
  const [reason, remedy] = endings[attempt.status] ?? ['It ended without a result.', ''];
  return {
    code: 'failure' in attempt ? attempt.failure.code : attempt.status,
    severity: 'error',
    place: { node },
    reason: said === '' ? reason : said,
    remedy,
  };
}

const unwatched = {
  reason: 'Nobody watches it any more: it may still be made.',
  remedy: 'Watch it again to take in its clip, then run what follows.',
};

const endings: Partial<Record<Attempt['status'], readonly [reason: string, remedy: string]>> = {
  rejected: ['The service refused it; nothing was charged.', 'Change what it names, and run again.'],
  failed: ['The service could not make it.', 'Run again to try once more: the quote says what this try cost.'],
  cancelled: ['It was cancelled.', 'Run again to make it after all.'],
  lost: ['It was made, but its file is gone.', 'Run again to make it anew: that is charged again.'],
  abandoned: ['It was given up for a later try.', 'Run again.'],
};
