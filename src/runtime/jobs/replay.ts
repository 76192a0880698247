import type { JsonObject } from '../../graph/json.ts';
import type { Settings } from '../wire/messages.ts';
import { learn, lessonOf, type Durations } from './durations.ts';
import { attemptOf, type Job } from './job.ts';
import type { DurableEvent } from './job-event.ts';
import { journalEntrySchema, liftsGuard, type Hold, type JournalEntry, type PassedOver } from './journal-entry.ts';
import { reduce } from './reduce.ts';
import { tally, type TalliedSubmit } from './submit-tally.ts';

/** What the owner of the jobs knows, as the journal tells it. */
export interface Replayed {
  readonly jobs: Map<string, Job>;
  /** Of every job, the number of its last change. */
  readonly seqs: Map<string, number>;
  readonly settings: Settings;
  /** Services whose submits are held back. */
  readonly holds: Map<string, Hold>;
  /** Of every service, what waits although its submits are not held back. */
  readonly passedOver: Map<string, readonly PassedOver[]>;
  /** Of every service, those that its spend guard counts. */
  readonly submits: Map<string, readonly TalliedSubmit[]>;
  /** How long finished jobs took. */
  readonly durations: Durations;
  /** The highest number that was given to a change. */
  readonly seq: number;
  /** Jobs that were claimed before an entry which could not be read or did not fit, and which may have been theirs. */
  readonly damaged: ReadonlySet<string>;
  /** Jobs of which an attempt is told of whose claim could not be read: it may have been bought. */
  readonly claimLost: ReadonlySet<string>;
  /** Entries that could not be read or did not fit. */
  readonly setAside: number;
}

/** Nobody has agreed to anything yet. */
export const noSettings: Settings = { acceptedModels: {}, inlineMedia: false };

/**
 * Reads the journal from its first entry to its last. What does not fit is counted and leaves the rest alone (S12, S14).
 * `wholeFrom` is the first line after everything that the journal itself could not read: whatever happened to a job since it
 * was claimed after that is written here.
 */
export function replay(lines: readonly JsonObject[], wholeFrom = 0): Replayed {
  const jobs = new Map<string, Job>();
  const seqs = new Map<string, number>();
  const holds = new Map<string, Hold>();
  const passedOver = new Map<string, readonly PassedOver[]>();
  const submits = new Map<string, readonly TalliedSubmit[]>();
  const durations: Durations = new Map();
  // No line that fits leaves a claim a claim: the last one that fits is the one that made it one.
  const fitsAt = new Map<string, number>();
  const damagedAt = new Map<string, number>();
  const claimLost = new Set<string>();
  let anyDamagedAt = wholeFrom - 1;
  let settings = noSettings;
  let seq = 0;
  let setAside = 0;
  let before: string | undefined;
  for (const [index, line] of lines.entries()) {
    const parsed = journalEntrySchema.safeParse(line);
    if (!parsed.success) {
      setAside += 1;
      const jobKey = jobKeyIn(line);
      if (jobKey !== undefined) {
        damagedAt.set(jobKey, index);
        if (isUnclaimed(line.event as JsonObject, jobs.get(jobKey))) claimLost.add(jobKey);
      } else if (line.kind === 'job') anyDamagedAt = Math.max(anyDamagedAt, index);
      continue;
    }
    const entry = parsed.data;
    seq = Math.max(seq, entry.seq);
    switch (entry.kind) {
      case 'settings':
        settings = entry.settings;
        break;
      case 'held':
        // The spend guard counts anew: what it held back once is no reason to hold it back for ever.
        if (entry.hold.cause !== 'spend_guard') holds.set(entry.service, entry.hold);
        break;
      case 'continued':
        holds.delete(entry.service);
        passedOver.set(entry.service, entry.passedOver ?? []);
        // By order and not by time: a clock that was set back since would count on what was lifted.
        if (liftsGuard(entry)) submits.delete(entry.service);
        break;
      case 'job': {
        // An append that failed after its bytes were on the disk is repeated: the same event twice is one event.
        const same = JSON.stringify(entry.event);
        if (same === before) break;
        before = same;
        if (!replayJob(entry, { jobs, submits, durations, holds })) {
          setAside += 1;
          damagedAt.set(entry.event.jobKey, index);
          if (isUnclaimed(entry.event, jobs.get(entry.event.jobKey))) claimLost.add(entry.event.jobKey);
        } else {
          fitsAt.set(entry.event.jobKey, index);
          // Whoever claimed it since agreed to that anew.
          if (entry.event.type === 'claimed') claimLost.delete(entry.event.jobKey);
        }
        seqs.set(entry.event.jobKey, entry.seq);
        break;
      }
    }
  }
  const damaged = new Set(
    [...jobs.keys()].filter((jobKey) => {
      const at = Math.max(anyDamagedAt, damagedAt.get(jobKey) ?? -1);
      return (fitsAt.get(jobKey) ?? -1) <= at;
    }),
  );
  return {
    jobs,
    seqs,
    settings,
    holds,
    passedOver,
    submits,
    durations,
    seq,
    damaged,
    claimLost,
    setAside,
  };
}

function replayJob(
  { event }: Extract<JournalEntry, { kind: 'job' }>,
  { jobs, submits, durations, holds }: Pick<Replayed, 'jobs' | 'submits' | 'durations' | 'holds'>,
): boolean {
  const before = jobs.get(event.jobKey);
  const reduction = reduce(before, event);
  if (!reduction.ok) return false;
  const lesson = lessonOf(before, event);
  if (lesson !== undefined) learn(durations, reduction.job, lesson);
  const { service } = reduction.job;
  jobs.set(event.jobKey, reduction.job);
  submits.set(service, tally(submits.get(service) ?? [], event));
  const held = holdIn(event);
  if (held !== undefined) holds.set(service, held);
  return true;
}

/** An answer that holds a whole service back does so by itself: the entry about the hold may not have reached the disk. */
function holdIn(event: DurableEvent): Hold | undefined {
  if (event.type !== 'returned') return undefined;
  const { for: cause, reason } = event.waiting;
  return cause === 'token' || cause === 'credit' ? { cause, reason } : undefined;
}

/** Events that also a job has which came from elsewhere, and was never bought here. */
const unbought: ReadonlySet<unknown> = new Set<DurableEvent['type']>(['imported', 'cleared', 'emptied', 'refetched']);

/** Whether an event tells that an attempt was bought which nothing here claimed. */
function isUnclaimed(
  { type, attempt }: { readonly type?: unknown; readonly attempt?: unknown },
  job: Job | undefined,
): boolean {
  if (unbought.has(type)) return false;
  return job === undefined || (typeof attempt === 'number' && attempt > attemptOf(job).n);
}

/** Whom an entry that does not parse was about, where even that can be told. */
function jobKeyIn(line: JsonObject): string | undefined {
  const { event } = line;
  if (typeof event !== 'object' || event === null || !('jobKey' in event)) return undefined;
  return typeof event.jobKey === 'string' ? event.jobKey : undefined;
}
