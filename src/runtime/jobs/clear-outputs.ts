import { GatewayError } from '../wire/job-client.ts';
import type { Output } from '../wire/job-record.ts';
import type { Clear, Cleared } from '../wire/stored-clips.ts';
import type { Core } from './core.ts';
import { removeAhead, removeUnneeded } from './file-turns.ts';
import type { DurableEvent } from './job-event.ts';
import type { Job } from './job.ts';
import { StorageError } from './ports.ts';
import { allOutputs, keptOutputs, storedClips } from './stored-clips.ts';
import { eventOf } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * Deletes the files of results, because a person chose each of them (faults.md M8: never by itself). Written down before a
 * file goes, and again when it is gone, so that after a crash the next owner finishes it. Nothing goes where a consent is
 * missing: for what was paid, and for what another record has or continues.
 */
export async function clearOutputs(core: Core, wish: Clear): Promise<Cleared> {
  let files = new Map<string, number>();
  const write = () =>
    core.ledger.changeAll(() => {
      files = chosenFiles(core, wish);
      return clearedEvents(core, files);
    });
  await asStorageRefusal(() =>
    write().catch(async (error: unknown) => {
      const [first] = files.keys();
      if (!(error instanceof StorageError) || error.why !== 'full' || first === undefined) throw error;
      // On a full disk not even the note of it fits: the first file makes the room.
      if (!(await removeAhead(core, first))) throw error;
      await write();
    }),
  );
  await asStorageRefusal(() => finishClearing(core));
  const bytes = [...files.values()].reduce((sum, size) => sum + size, 0);
  core.log({ event: 'cleared', files: files.size, bytes });
  return { files: files.size, bytes };
}

/** Removes the files that are still to go, also those that an earlier owner did not come to. Rejects with a StorageError. */
export async function finishClearing(core: Core): Promise<void> {
  const toGo = (job: Job) => allOutputs(job).filter(({ clearing }) => clearing);
  const left = [...core.ledger.jobs()].filter((job) => toGo(job).length > 0);
  if (left.length === 0) return;
  const going = new Set(left.flatMap((job) => toGo(job).map(({ sha256 }) => sha256)));
  // The same bytes may have been made again since, or while this goes on.
  for (const sha256 of going) await removeUnneeded(core, sha256);
  await core.ledger.changeAll(() =>
    left.flatMap(({ jobKey }) => {
      const job = core.ledger.job(jobKey);
      const gone = job === undefined ? [] : toGo(job).filter(({ sha256 }) => going.has(sha256));
      if (job === undefined || gone.length === 0) return [];
      return [eventOf(job, { type: 'emptied', outputs: gone.map(placeOf) }, core.clock.now())];
    }),
  );
}

/** The files behind the chosen results, by hash with their bytes. Throws a GatewayError where a consent is missing. */
function chosenFiles(core: Core, { outputs, paid, used }: Clear): Map<string, number> {
  const wanted = new Set(outputs.map(nameOf));
  const chosen = storedClips(core.ledger.jobs()).filter((clip) => wanted.has(nameOf(clip)));
  const kept = [...core.ledger.jobs()].flatMap((job) =>
    keptOutputs(job).map((output) => ({ jobKey: job.jobKey, live: job.service !== 'sandbox', ...output })),
  );
  const files = new Map(kept.flatMap((output) => (wanted.has(nameOf(output)) ? [[output.sha256, output.size]] : [])));
  // Whoever has the same bytes loses them too: also what was paid for behind what was rehearsed.
  const paidFor = new Set(kept.flatMap(({ live, sha256 }) => (live && files.has(sha256) ? [sha256] : [])));
  refuseWithout(paid, paidFor.size, 'paid-clips', 'paid for');
  refuseWithout(used, chosen.filter((clip) => clip.used).length, 'used-clips', 'used by other jobs');
  return files;
}

/** Equal bytes are one file: every record that has it is told. */
function clearedEvents(core: Core, files: ReadonlyMap<string, number>): readonly DurableEvent[] {
  return [...core.ledger.jobs()].flatMap((job) => {
    const gone = keptOutputs(job).filter(({ sha256 }) => files.has(sha256));
    return gone.length === 0 ? [] : [eventOf(job, { type: 'cleared', outputs: gone.map(placeOf) }, core.clock.now())];
  });
}

function placeOf({ kind, n }: Output): Pick<Output, 'kind' | 'n'> {
  return { kind, n };
}

function nameOf({ jobKey, kind, n }: { readonly jobKey: string; readonly kind: string; readonly n: number }): string {
  return `${jobKey} ${kind} ${n}`;
}

function refuseWithout(consent: boolean, count: number, code: string, what: string): void {
  if (consent || count === 0) return;
  const reason = `${count} of these files ${count === 1 ? 'is' : 'are'} ${what}. Nothing was deleted.`;
  throw new GatewayError(code, reason, 'Agree to that, or leave them out.', 409);
}
