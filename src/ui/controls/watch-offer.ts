import { type Attempt, isWatchable, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { momentWords } from './when-words.ts';

/** What a person can do about watching a job: the button, what it means in a sentence, and what is then so. */
export interface WatchOffer {
  readonly label: 'Stop watching' | 'Watch again';
  readonly about: string;
  readonly watched: boolean;
}

/** To stop watching is offered where a job does not go as it should; to watch again where nobody watches (faults.md J06). */
export function watchOffer(job: Pick<JobRecord, 'attempts' | 'service'>): WatchOffer | undefined {
  const attempt = presentAttempt(job);
  const made = `It may still be made${job.service === 'sandbox' ? '' : ' and charged'}`;
  if ('unwatched' in attempt && attempt.unwatched !== undefined) {
    const about = `Nobody asks about it since ${momentWords(attempt.unwatched)}. ${made}. Watched again, its clip is taken in.`;
    return { label: 'Watch again', about, watched: true };
  }
  if (!isWatchable(attempt) || !isStuck(attempt)) return undefined;
  const about = `Then nobody asks about it any more. ${made}: its request id stays, and the same shot is not bought again meanwhile.`;
  return { label: 'Stop watching', about, watched: false };
}

function isStuck(attempt: Attempt): boolean {
  const slow = 'slow' in attempt && attempt.slow === true;
  return slow || ('trouble' in attempt && attempt.trouble !== undefined);
}
