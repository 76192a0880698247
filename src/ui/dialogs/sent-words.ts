import { elapsedWords } from '../../runtime/run/words.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { secondsWords } from '../media/seconds-words.ts';

/** What happened to a job whose answer was lost, when, and what it may have cost: one sentence each. `now` in milliseconds since 1970. */
export function sentWords(job: JobRecord, now: number): readonly string[] {
  const attempt = presentAttempt(job);
  if (attempt.status !== 'uncertain')
    return ['This is decided: the answer came meanwhile, or somebody decided it elsewhere.'];
  const at = new Date(attempt.submittedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const { duration, resolution } = job.request;
  const size = [
    typeof duration === 'number' ? secondsWords(duration) : undefined,
    typeof resolution === 'string' ? `at ${resolution}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
  return [
    `The request left ${elapsedWords(attempt.submittedAt, now)} ago (${at}), but no answer came back, so nobody here knows whether RunComfy took it.`,
    `It was never sent again by itself. If it arrived, one generation${size === '' ? '' : ` of ${size}`} was charged: ${job.model}, take ${job.take}.`,
    ...(attempt.failure.message === '' ? [] : [`What was seen: ${attempt.failure.message}`]),
  ];
}
