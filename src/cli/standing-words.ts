import type { JobKey } from '../graph/keys.ts';
import type { Run } from '../runtime/run/run.ts';
import { ended, isUnwatched, type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';

/** Where a run's jobs stand that was interrupted. */
export interface Standing {
  readonly run: Pick<Run, 'agreed' | 'service'>;
  readonly records: ReadonlyMap<JobKey, JobRecord>;
  /** Address of the process that keeps the jobs and goes on with them, where it is another one. */
  readonly attachedTo: string | undefined;
}

/** What stands where, as "1 at RunComfy, safe; 2 not sent, waiting for you" (U10); empty where nothing is open any more. */
export function standingWords({ run, records, attachedTo }: Standing): string {
  const counts = { safe: 0, sending: 0, handed: 0, unsent: 0, unwatched: 0, unknown: 0 };
  for (const { jobKey, attempt } of run.agreed) {
    const record = records.get(jobKey);
    const present = record && presentAttempt(record);
    if (present === undefined || present.n < attempt) counts.unsent += 1;
    else if (present.status === 'claimed') counts[attachedTo === undefined ? 'unsent' : 'handed'] += 1;
    else if (present.status === 'submitting') counts.sending += 1;
    else if (present.status === 'uncertain') counts.unknown += 1;
    else if (isUnwatched(present)) counts.unwatched += 1;
    else if (!ended.has(present.status)) counts.safe += 1;
  }
  const parts = [
    [counts.safe, run.service === 'sandbox' ? 'in the sandbox, safe' : 'at RunComfy, safe'],
    [counts.sending, 'being sent'],
    [counts.handed, `with the Shotgraph at ${attachedTo ?? ''}, which goes on with it`],
    [counts.unwatched, 'not watched, may still be made'],
    [counts.unknown, 'may have been sent: check'],
    [counts.unsent, 'not sent, waiting for you'],
  ] as const;
  return parts.flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`])).join('; ');
}
