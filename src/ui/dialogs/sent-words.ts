import { elapsedWords } from '../../runtime/run/words.ts';
import { isUndecided, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { secondsWords } from '../media/seconds-words.ts';

/** What happened to a job whose answer was lost, when, and what it may have cost: one sentence each. `now` in milliseconds since 1970. */
export function sentWords(job: JobRecord, now: number): readonly string[] {
  const attempt = presentAttempt(job);
  if (!isUndecided(attempt) || !('submittedAt' in attempt) || attempt.submittedAt === undefined) {
    return ['This is decided: the answer came meanwhile, or somebody decided it elsewhere.'];
  }
  const at = new Date(attempt.submittedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const left = `The request left ${elapsedWords(attempt.submittedAt, now)} ago (${at})`;
  if (attempt.status !== 'uncertain') return unknownIdWords(job, left);
  return [
    `${left}, but no answer came back, so nobody here knows whether RunComfy took it.`,
    `It was never sent again by itself. If it arrived, ${chargeWords(job)}`,
    ...(attempt.failure.message === '' ? [] : [`What was seen: ${attempt.failure.message}`]),
  ];
}

/** A request id that was typed, or answered, and that the service does not know (any more). */
function unknownIdWords(job: JobRecord, left: string): readonly string[] {
  const attempt = presentAttempt(job);
  const id = 'requestId' in attempt ? attempt.requestId : undefined;
  const typed = 'attached' in attempt && attempt.attached === true;
  return [
    `${left}. RunComfy says that it does not know the request id ${id ?? ''}.`,
    typed
      ? `The id was attached by hand and may be mistyped. If the request arrived, ${chargeWords(job)}`
      : `RunComfy itself gave this id, so ${chargeWords(job)} It may have been deleted there, or have expired.`,
  ];
}

function chargeWords({ request, model, take }: JobRecord): string {
  const { duration, resolution } = request;
  const size = [
    typeof duration === 'number' ? secondsWords(duration) : undefined,
    typeof resolution === 'string' ? `at ${resolution}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
  return `one generation${size === '' ? '' : ` of ${size}`} was charged: ${model}, take ${take}.`;
}

/** Whether "it was not sent" can be true: not where the service itself gave the request id. */
export function mayBeUnsent(job: JobRecord | undefined): boolean {
  const attempt = job && presentAttempt(job);
  if (!attempt) return false;
  return attempt.status === 'uncertain' || ('attached' in attempt && attempt.attached === true);
}
