import { stat } from 'node:fs/promises';
import { lookAtJournal } from '../../gateway/host/file-journal.ts';
import { errnoOf } from '../../gateway/host/storage-error.ts';
import { jobRecord } from '../../runtime/jobs/job.ts';
import { recover } from '../../runtime/jobs/recover.ts';
import { reduce } from '../../runtime/jobs/reduce.ts';
import { replay } from '../../runtime/jobs/replay.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Settings } from '../../runtime/wire/messages.ts';

/** What a journal says of its jobs, read without owning the folder: nothing is written (M12). */
export interface KeptJobs {
  readonly records: readonly JobRecord[];
  readonly settings: Settings;
  readonly bytes: number;
  readonly entries: number;
  /** Lines that could not be read or did not fit. */
  readonly setAside: number;
  readonly torn: boolean;
}

/**
 * Looks into a journal; undefined where there is none. Without an owner that lives, what was being sent is uncertain, as the
 * next owner will find it (M5). Rejects with a StorageError.
 */
export async function keptJobs(journal: string, ownerLives: boolean, now: number): Promise<KeptJobs | undefined> {
  const bytes = await sizeOf(journal);
  if (bytes === undefined) return undefined;
  const { entries, wholeFrom, setAside, torn } = await lookAtJournal(journal);
  const replayed = replay(entries, wholeFrom);
  const records = [...replayed.jobs.values()].map((job) => {
    const { event } = ownerLives ? {} : recover(job, now, replayed.damaged.has(job.jobKey));
    const found = event && reduce(job, event);
    return jobRecord(found?.ok ? found.job : job, replayed.seqs.get(job.jobKey) ?? 0);
  });
  return {
    records,
    settings: replayed.settings,
    bytes,
    entries: entries.length,
    setAside: setAside + replayed.setAside,
    torn,
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
