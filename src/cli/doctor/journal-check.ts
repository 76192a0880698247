import type { JobStatus } from '../../runtime/wire/job-record.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import type { Verdict } from './verdict.ts';

/** What the journal holds, read as it is; undefined where there is none yet. */
export interface JournalFacts {
  readonly bytes: number;
  readonly entries: number;
  /** Lines that could not be read or did not fit. */
  readonly setAside: number;
  readonly torn: boolean;
  readonly jobs: ReadonlyMap<JobStatus, number>;
}

/** Whether every record of a job can be read, and whether any waits for a person. `error` is why it cannot be read at all. */
export function judgeJournal(facts: JournalFacts | undefined | { readonly error: string }): Verdict {
  const check = 'journal';
  if (facts === undefined) return { check, status: 'ok', says: 'No job has been recorded yet.' };
  if ('error' in facts) {
    return { check, status: 'fail', says: facts.error, remedy: 'Nothing is bought while it cannot be read.' };
  }
  const { bytes, entries, setAside, torn, jobs } = facts;
  const total = [...jobs.values()].reduce((sum, count) => sum + count, 0);
  const size = `${total} ${total === 1 ? 'job' : 'jobs'} in ${entries} entries, ${byteWords(bytes)}`;
  const details = [
    ...[...jobs].map(([status, count]) => `${count} ${status.replace('_', ' ')}`),
    ...(torn ? ['The last line is torn, as after a power cut; it was never acknowledged.'] : []),
  ];
  if (setAside > 0) {
    const says = `${setAside} ${setAside === 1 ? 'line' : 'lines'} of it cannot be read; ${size}`;
    const remedy = 'Keep journal.jsonl.set-aside: it holds them as they were. The other jobs are not touched.';
    return { check, status: 'warn', says, remedy, details };
  }
  const uncertain = jobs.get('uncertain') ?? 0;
  if (uncertain > 0) {
    const says = `${uncertain} of its jobs may have been sent; ${size}`;
    return { check, status: 'warn', says, remedy: 'Start shotgraph, and decide in the editor.', details };
  }
  return { check, status: 'ok', says: size, details };
}
