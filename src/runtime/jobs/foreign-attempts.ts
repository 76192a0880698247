import { type Attempt, type Failure, type Foreign, type Output, repeatable } from '../wire/job-record.ts';

type Succeeded = Extract<Attempt, { status: 'succeeded' }>;

/** An attempt that was made elsewhere. All such attempts ended: what was under way there goes on there, never here. */
export type ForeignAttempt = Extract<Attempt, { foreign?: Foreign | undefined }>;

/**
 * The attempts of a record from elsewhere as they may stand here, each marked; undefined where they cannot have happened.
 * What was under way, or undecided, is over for this machine. A clip counts only where its bytes are here: `here` are those
 * that are, as they really are. Empty where nothing ever left.
 */
export function foreignAttempts(
  attempts: readonly Attempt[],
  here: readonly Output[],
  foreign: Foreign,
): readonly ForeignAttempt[] | undefined {
  if (!attempts.every(({ n, status }, at) => n === at + 1 && (at === attempts.length - 1 || repeatable.has(status))))
    return undefined;
  return attempts.flatMap((attempt) => foreignAttempt(inThePast(attempt, foreign.at), here, foreign) ?? []);
}

/** A file may name any instant; none is shown that is still to come, or before there was a clock. Nothing was quoted here. */
function inThePast(attempt: Attempt, now: number): Attempt {
  const { quoted: _, ...rest } = attempt;
  const past = (at: number): number => Math.min(Math.max(at, 0), now);
  const { claimedAt, since } = attempt;
  const sent =
    'submittedAt' in attempt && attempt.submittedAt !== undefined ? { submittedAt: past(attempt.submittedAt) } : {};
  return { ...rest, claimedAt: past(claimedAt), since: past(since), ...sent } as Attempt;
}

function foreignAttempt(attempt: Attempt, here: readonly Output[], foreign: Foreign): ForeignAttempt | undefined {
  const { n, claimedAt, since } = attempt;
  const begun = { n, claimedAt, since, foreign };
  switch (attempt.status) {
    case 'claimed':
      return undefined;
    case 'submitting':
    case 'uncertain': {
      const { submittedAt } = attempt;
      const failure = elsewhere('Whether it was sent was still open when the project was saved.');
      return { status: 'abandoned', ...begun, submittedAt, failure };
    }
    case 'in_queue':
    case 'in_progress':
    case 'cancelling':
    case 'downloading': {
      const { submittedAt, requestId } = attempt;
      const failure = elsewhere('It was still being made when the project was saved.');
      return { status: 'lost', ...begun, submittedAt, requestId, ...costOf(attempt), failure };
    }
    case 'succeeded':
      return here.length === 0 ? withoutClip(attempt, foreign) : withClip(attempt, here, foreign);
    default:
      return { ...attempt, foreign };
  }
}

function withClip(attempt: Succeeded, here: readonly Output[], foreign: Foreign): ForeignAttempt {
  const { missing: before = [], ...rest } = attempt;
  const lacking = attempt.outputs.filter(({ kind, n }) => !here.some((one) => one.kind === kind && one.n === n));
  const missing = [...before, ...lacking.map(({ kind, n }) => ({ kind, n, reason: 'It is not in the project.' }))];
  return { ...rest, outputs: [...here], ...(missing.length === 0 ? {} : { missing }), foreign };
}

function withoutClip(attempt: Succeeded, foreign: Foreign): ForeignAttempt {
  const { n, claimedAt, since, submittedAt, requestId } = attempt;
  const failure = elsewhere('Its clip is not in the project.');
  return { status: 'lost', n, claimedAt, since, submittedAt, requestId, ...costOf(attempt), failure, foreign };
}

function elsewhere(why: string): Failure {
  return { code: 'made-elsewhere', message: `This was made elsewhere. ${why}` };
}

function costOf(attempt: Attempt): { readonly cost?: number } {
  return 'cost' in attempt && attempt.cost !== undefined ? { cost: attempt.cost } : {};
}
