import type { Output } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import type { Job } from './job.ts';
import { eventOf } from './settle.ts';
import { allOutputs } from './stored-clips.ts';

/**
 * Whether the file of a result is here; where it had been deleted by hand and somebody brought it back, its record says so from
 * now on. Rejects with a StorageError.
 */
export async function noteFileBack(core: Core, jobKey: string, output: Output): Promise<boolean> {
  return core.files.turn(async () => {
    if (!(await core.bytes.has(output.sha256))) return false;
    await core.ledger.change(jobKey, (present) => {
      if (present === undefined || !isBack(present, output)) return undefined;
      const { kind, n } = output;
      return eventOf(present, { type: 'refetched', output: { kind, n } }, core.clock.now());
    });
    return true;
  });
}

/** Whether its record still calls the file deleted, and nobody is about to delete it. */
function isBack(job: Job, { kind, n }: Output): boolean {
  return allOutputs(job).some((one) => one.kind === kind && one.n === n && isDeleted(one));
}

/** Whether the file of a result was deleted by hand, and that is done. */
export function isDeleted({ cleared, clearing }: Output): boolean {
  return cleared !== undefined && clearing === undefined;
}
