import type { JsonObject } from '../../graph/json.ts';
import { ended, type JobRecord } from '../wire/job-record.ts';
import { learn, lessonOf, pastOf, usualOf, type Past } from './durations.ts';
import type { DurableEvent, PassingEvent } from './job-event.ts';
import { attemptOf, jobRecord, type Job } from './job.ts';
import { liftsGuard, type JournalEntry } from './journal-entry.ts';
import { StorageError, type Clock, type Journal } from './ports.ts';
import { reduce } from './reduce.ts';
import type { Replayed } from './replay.ts';
import { tally, type TalliedSubmit } from './submit-tally.ts';

type WithoutSeq<Entry> = Entry extends JournalEntry ? Omit<Entry, 'seq'> : never;

/** Every job as it stands, and the only way to change one: first the disk, then the memory. */
export interface Ledger {
  job(jobKey: string): Job | undefined;
  jobs(): IterableIterator<Job>;
  record(jobKey: string): JobRecord | undefined;
  /** The number of the latest change. */
  seq(): number;
  /** The number of a job's latest change. */
  seqOf(jobKey: string): number;
  /** Submits of a service that the spend guard counts: those since a person last lifted it. */
  submits(service: string): readonly TalliedSubmit[];
  /** How long finished jobs like one took. */
  past(job: Job): Past;
  /**
   * Decides on the job as it then stands and, when there is an event, resolves after it is durable. One change at a time.
   * Rejects with the journal's StorageError; then nothing has changed.
   */
  change(jobKey: string, decide: (job: Job | undefined) => DurableEvent | undefined): Promise<Job | undefined>;
  /**
   * The same for many jobs in one go, each named once. Where the disk refuses, memory knows of none of it; what was on the
   * disk by then counts from the next start on.
   */
  changeAll(decide: () => readonly DurableEvent[]): Promise<void>;
  /** Notes what need not survive. What does not fit any more (the attempt went on meanwhile) is dropped. */
  notice(event: PassingEvent): void;
  /** Writes what is not about one job, decided on the jobs as they then stand. */
  write(decide: () => WithoutSeq<Exclude<JournalEntry, { kind: 'job' }>>): Promise<void>;
}

/** An event that cannot have happened: a mistake of the caller, never of the service. */
export class ImpossibleEvent extends Error {
  override readonly name = 'ImpossibleEvent';
}

/** So many changes that are not written down follow one that is, at most: a month of looks, five a second. */
const unwrittenAtMost = 2 ** 24;

/** A ledger over what was replayed. `changed` is called after every change, also after a passing one. */
export function createLedger(
  { jobs, seqs, submits, durations, seq: lastSeq }: Replayed,
  ports: { readonly journal: Journal; readonly clock: Clock },
  changed: (jobKey: string) => void,
): Ledger {
  // Above every number that was given out: also to what is not written down, and where the clock was set back since. An owner
  // that wrote nothing leaves no number behind it: the moment tells its numbers from those of the next.
  const now = Math.floor(ports.clock.now());
  let seq = Math.max(lastSeq === 0 ? 0 : lastSeq + unwrittenAtMost + (now % unwrittenAtMost), now);
  let last: Promise<unknown> = Promise.resolve();

  // What clients saw of living jobs may be older than what they are now: they get a number above all earlier ones.
  for (const jobKey of jobs.keys()) if (!seqs.has(jobKey)) seqs.set(jobKey, (seq += 1));

  function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const turn = last.then(task, task);
    last = turn;
    return turn;
  }

  /** Whatever a journal throws means that the entry may not be on the disk: nothing may rest on it. */
  async function append(entry: JsonObject): Promise<void> {
    try {
      await ports.journal.append(entry);
    } catch (error) {
      if (error instanceof StorageError) throw error;
      throw new StorageError('broken', error instanceof Error ? error.message : String(error));
    }
  }

  function put(job: Job): void {
    seq += 1;
    jobs.set(job.jobKey, job);
    seqs.set(job.jobKey, seq);
    changed(job.jobKey);
  }

  function reduced(jobKey: string, event: DurableEvent): Job {
    const reduction = reduce(jobs.get(jobKey), event);
    if (!reduction.ok) throw new ImpossibleEvent(reduction.reason);
    return reduction.job;
  }

  /** What is durable becomes true. Notes that came in while the disk worked change no status, so the event still fits. */
  function take(event: DurableEvent): Job {
    const lesson = lessonOf(jobs.get(event.jobKey), event);
    const job = reduced(event.jobKey, event);
    if (lesson !== undefined) learn(durations, job, lesson);
    submits.set(job.service, tally(submits.get(job.service) ?? [], event));
    put(job);
    return job;
  }

  return {
    job: (jobKey) => jobs.get(jobKey),
    jobs: () => jobs.values(),
    record(jobKey) {
      const job = jobs.get(jobKey);
      if (job === undefined) return undefined;
      const underWay = !ended.has(attemptOf(job).status);
      return jobRecord(job, seqs.get(jobKey) ?? 0, underWay ? usualOf(pastOf(durations, job)) : undefined);
    },
    seq: () => seq,
    seqOf: (jobKey) => seqs.get(jobKey) ?? 0,
    submits: (service) => submits.get(service) ?? [],
    past: (job) => pastOf(durations, job),
    change: (jobKey, decide) =>
      inTurn(async () => {
        const event = decide(jobs.get(jobKey));
        if (event === undefined) return jobs.get(jobKey);
        reduced(jobKey, event);
        await append({ kind: 'job', seq: seq + 1, event } as unknown as JsonObject);
        return take(event);
      }),
    changeAll: (decide) =>
      inTurn(async () => {
        const events = decide();
        for (const event of events) reduced(event.jobKey, event);
        const entries = events.map((event, n) => ({ kind: 'job', seq: seq + 1 + n, event }) as unknown as JsonObject);
        // Together, so that they share their syncs. None is true in memory before all are on the disk.
        await Promise.all(entries.map(append));
        for (const event of events) take(event);
      }),
    notice(event) {
      const job = jobs.get(event.jobKey);
      const reduction = reduce(job, event);
      if (job === undefined || !reduction.ok) return;
      const seen = (of: Job) => JSON.stringify([of.attempts.at(-1), of.waiting]);
      if (seen(job) === seen(reduction.job) && job.agreed === reduction.job.agreed) {
        jobs.set(event.jobKey, reduction.job);
      } else put(reduction.job);
    },
    write: (decide) =>
      inTurn(async () => {
        const entry = decide();
        await append({ ...entry, seq: seq + 1 } as unknown as JsonObject);
        seq += 1;
        if (entry.kind === 'continued' && liftsGuard(entry)) submits.delete(entry.service);
      }),
  };
}
