import type { JsonObject } from '../../graph/json.ts';
import { jobKeyOf } from '../../graph/keys.ts';
import type { ImportedJob, ImportResult, JobImport } from '../wire/job-import.ts';
import { type Foreign, type Output, repeatable } from '../wire/job-record.ts';
import type { Core } from './core.ts';
import { type ForeignAttempt, foreignAttempts } from './foreign-attempts.ts';
import { attemptOf, type Job } from './job.ts';
import { isDeleted, noteFileBack } from './note-file-back.ts';
import type { DurableEvent } from './job-event.ts';
import { asStorageRefusal } from './storage-refusal.ts';
import { allOutputs } from './stored-clips.ts';

type Became = Omit<ImportResult['jobs'][number], 'jobKey'>;

/**
 * Takes in records out of a project file (docs/decisions/foreign-records.md): marked, each by one durable write. No service
 * is asked about them, and what stands here already stays as it is. A clip counts where its bytes were stored before.
 */
export async function importJobs(core: Core, { from, jobs }: JobImport): Promise<ImportResult> {
  const foreign: Foreign = { ...(from === undefined ? {} : { from }), at: core.clock.now() };
  const results: ImportResult['jobs'] = [];
  for (const job of jobs) results.push({ jobKey: job.jobKey, ...(await importJob(core, job, foreign)) });
  const count = (became: Became['became']): number => results.filter((result) => result.became === became).length;
  core.log({ event: 'imported', made: count('made'), recorded: count('recorded'), refused: count('refused') });
  return { jobs: results };
}

async function importJob(core: Core, record: ImportedJob, foreign: Foreign): Promise<Became> {
  const { jobKey, service, model, take } = record;
  const request = record.request as JsonObject;
  if (jobKeyOf({ service, model, request, take }) !== jobKey)
    return { became: 'refused', reason: 'Its key is not the hash of service, model, request and take.' };
  if (!takesOver(core.ledger.job(jobKey), undefined)) {
    const job = core.ledger.job(jobKey);
    const deleted = job === undefined ? [] : allOutputs(job).filter(isDeleted);
    // What the project brought again is here: the records say so from now on.
    for (const output of deleted) await asStorageRefusal(() => noteFileBack(core, jobKey, output));
    return { became: 'known' };
  }

  // From the look at its files until it stands in the journal nobody deletes one.
  return core.files.turn(() => takeIn(core, record, foreign));
}

async function takeIn(core: Core, record: ImportedJob, foreign: Foreign): Promise<Became> {
  const { jobKey, attempts } = record;
  const last = attempts.at(-1);
  const here = last?.status === 'succeeded' ? await storedOutputs(core, last.outputs) : [];
  const ended = foreignAttempts(attempts, here, foreign);
  if (ended === undefined) return { became: 'refused', reason: 'Its attempts cannot have followed one another.' };
  if (ended.length === 0) return { became: 'unsent' };

  let became: Became['became'] = 'known';
  await asStorageRefusal(() =>
    core.ledger.change(jobKey, (present) => {
      if (!takesOver(present, ended)) return undefined;
      const taken = present === undefined ? ended : ended.slice(-1).map(numbered(attemptOf(present).n + 1));
      const end = taken.at(-1);
      if (end === undefined) return undefined;
      became = end.status === 'succeeded' ? 'made' : 'recorded';
      return eventOf(record, taken, end.n, foreign.at);
    }),
  );
  return { became };
}

/**
 * Whether a record from elsewhere may stand here: where nothing is known of its job, or behind an attempt that ended without
 * a result, if it brings the clip. `ended` is undefined as long as nobody looked.
 */
function takesOver(present: Job | undefined, ended: readonly ForeignAttempt[] | undefined): boolean {
  if (present === undefined) return true;
  return repeatable.has(attemptOf(present).status) && (ended === undefined || ended.at(-1)?.status === 'succeeded');
}

function numbered(n: number) {
  return (attempt: ForeignAttempt): ForeignAttempt => ({ ...attempt, n });
}

/** Outputs of one job at most: as many as a MediaRef can name. */
const maxOutputs = 100;

/** Outputs whose bytes are here and are what a result must be, as they really are (faults.md M8). */
async function storedOutputs(core: Core, outputs: readonly Output[]): Promise<readonly Output[]> {
  const here: Output[] = [];
  for (const { kind, n, sha256 } of outputs.slice(0, maxOutputs)) {
    if (here.some((one) => one.kind === kind && one.n === n)) continue;
    const stored = await core.bytes.read(sha256);
    const verdict = stored && core.checkMedia(stored.bytes, kind);
    if (stored && verdict?.ok)
      here.push({ kind, n, sha256, size: stored.bytes.byteLength, mediaType: verdict.mediaType });
  }
  return here;
}

function eventOf(record: ImportedJob, attempts: readonly ForeignAttempt[], attempt: number, at: number): DurableEvent {
  const { jobKey, service, model, take, request, media, origin } = record;
  const about = { jobKey, attempt, at };
  return { type: 'imported', ...about, service, model, take, request, media, origin, attempts: [...attempts] };
}
