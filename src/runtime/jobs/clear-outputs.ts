import { GatewayError } from '../wire/job-client.ts';
import type { Clear, Cleared } from '../wire/stored-clips.ts';
import type { Core } from './core.ts';
import { keptOutputs, storedClips } from './stored-clips.ts';
import { eventOf } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * Deletes the files of results, because a person chose each of them (faults.md M8: never by itself). Written down before a
 * file goes, so that a crash leaves at worst a file too many. Nothing goes where a consent is missing: for what was paid, and
 * for what another record has or continues.
 */
export async function clearOutputs(core: Core, { outputs, paid, used }: Clear): Promise<Cleared> {
  const wanted = new Set(outputs.map(nameOf));
  const chosen = storedClips(core.ledger.jobs()).filter((clip) => wanted.has(nameOf(clip)));
  refuseWithout(paid, chosen.filter(({ service }) => service === 'live').length, 'paid-clips', 'paid for');
  refuseWithout(used, chosen.filter((clip) => clip.used).length, 'used-clips', 'used by other jobs');

  const hashes = new Map<string, number>();
  for (const job of core.ledger.jobs()) {
    for (const output of keptOutputs(job)) {
      if (wanted.has(nameOf({ jobKey: job.jobKey, ...output }))) hashes.set(output.sha256, output.size);
    }
  }
  // Equal bytes are one file: every record that has it is told.
  for (const job of core.ledger.jobs()) {
    const gone = keptOutputs(job).filter(({ sha256 }) => hashes.has(sha256));
    if (gone.length === 0) continue;
    const places = gone.map(({ kind, n }) => ({ kind, n }));
    await asStorageRefusal(() =>
      core.ledger.change(job.jobKey, (present) => {
        const still = present !== undefined && keptOutputs(present).some(({ sha256 }) => hashes.has(sha256));
        return still ? eventOf(present, { type: 'cleared', outputs: places }, core.clock.now()) : undefined;
      }),
    );
  }
  let bytes = 0;
  for (const [sha256, size] of hashes) {
    await asStorageRefusal(() => core.bytes.remove(sha256));
    bytes += size;
  }
  core.log({ event: 'cleared', files: hashes.size, bytes });
  return { files: hashes.size, bytes };
}

function nameOf({ jobKey, kind, n }: { readonly jobKey: string; readonly kind: string; readonly n: number }): string {
  return `${jobKey} ${kind} ${n}`;
}

function refuseWithout(consent: boolean, count: number, code: string, what: string): void {
  if (consent || count === 0) return;
  const reason = `${count} of these files ${count === 1 ? 'is' : 'are'} ${what}. Nothing was deleted.`;
  throw new GatewayError(code, reason, 'Agree to that, or leave them out.', 409);
}
