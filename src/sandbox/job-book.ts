import { hashJson } from '../graph/hash.ts';
import type { ClipRequest } from './clip-request.ts';
import { movedUp, queuePosition, timesOfNewJob, type Pace } from './job-queue.ts';
import { stateAt, type SandboxJob, type SandboxStore } from './sandbox-job.ts';

/** What tells an accepted job from all others. */
export interface JobIdentity {
  readonly id: string;
  readonly bodyHash: string;
  readonly ordinal: number;
  readonly requestHash: string;
}

/** The jobs of one sandbox: in memory, and in its store before anybody is told of a change. */
export interface JobBook {
  /** Reads the store, once; rejects with what the store throws. Everything else comes after it. */
  ready(): Promise<void>;
  /** Accepts a body, known by its hash: the one place where a charge comes into being. Rejects, and charges nothing, when it cannot be stored. */
  accept(model: string, bodyHash: string, clipOf: (identity: JobIdentity) => ClipRequest): Promise<SandboxJob>;
  /** Cancels a queued job; one that is further on goes on (facts/runcomfy-api.md, Cancel). */
  cancel(job: SandboxJob): Promise<'cancelled' | 'not_cancellable'>;
  find(id: string): SandboxJob | undefined;
  /** The how-many-eth of its equals the next submit of a body would be, from 1. */
  nextOrdinal(bodyHash: string): number;
  /** Place in the queue, from 1; undefined when not in it. */
  position(id: string): number | undefined;
  /** In order of acceptance. */
  all(): SandboxJob[];
}

/** Opens the book over a store. Times are settled by `pace`; what was stored keeps its own. */
export function openJobBook(now: () => number, store: SandboxStore, pace: Pace): JobBook {
  const jobs = new Map<string, SandboxJob>();
  let loading: Promise<void> | undefined;
  /** One save at a time, so that a job's older state never lands on its newer one. */
  let lastSave: Promise<void> = Promise.resolve();

  const load = async (): Promise<void> => {
    for (const job of await store.load()) jobs.set(job.id, job);
  };
  const save = (job: SandboxJob): Promise<void> => {
    const saved = lastSave.then(() => store.save(job));
    lastSave = saved.catch(() => undefined);
    return saved;
  };
  const all = (): SandboxJob[] => [...jobs.values()].sort((a, b) => a.order - b.order);
  const highest = (of: (job: SandboxJob) => number): number =>
    [...jobs.values()].reduce((most, job) => Math.max(most, of(job)), 0);
  const nextOrdinal = (bodyHash: string): number => 1 + highest((job) => (job.bodyHash === bodyHash ? job.ordinal : 0));
  const identify = (bodyHash: string): JobIdentity => {
    const ordinal = nextOrdinal(bodyHash);
    const requestHash = hashJson({ bodyHash, ordinal });
    return { id: asUuid(requestHash), bodyHash, ordinal, requestHash };
  };

  return {
    ready: () => (loading ??= load()),
    async accept(model, bodyHash, clipOf) {
      const identity = identify(bodyHash);
      const { id, ordinal } = identity;
      const order = 1 + highest((job) => job.order);
      const clip = clipOf(identity);
      const job = { id, order, model, bodyHash, ordinal, ...timesOfNewJob(jobs.values(), now(), pace), clip };
      jobs.set(id, job);
      try {
        await save(job);
      } catch (error) {
        jobs.delete(id);
        throw error;
      }
      return job;
    },
    async cancel(job) {
      const at = now();
      const state = stateAt(job, at);
      if (state === 'cancelled') return 'cancelled';
      if (state !== 'in_queue') return 'not_cancellable';
      const cancelled = { ...job, cancelledAt: at };
      jobs.set(job.id, cancelled);
      const moved = movedUp(jobs.values(), at, pace.places);
      for (const other of moved) jobs.set(other.id, other);
      await Promise.all([cancelled, ...moved].map(save));
      return 'cancelled';
    },
    find: (id) => jobs.get(id),
    nextOrdinal,
    position: (id) => queuePosition(jobs.values(), id, now()),
    all,
  };
}

/** The first half of a hash, in the form of a UUID. */
function asUuid(hash: string): string {
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
