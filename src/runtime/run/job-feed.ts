import type { JobKey } from '../../graph/keys.ts';
import { GatewayUnreachable, type JobClient } from '../wire/job-client.ts';
import { ended, type JobRecord, presentAttempt } from '../wire/job-record.ts';
import type { RunClock } from './run-clock.ts';

/** What is known of jobs, kept current by one loop for all Runs and views of a page. */
export interface JobFeed {
  readonly records: ReadonlyMap<JobKey, JobRecord>;
  /** False from a call without an answer until the next answer. */
  readonly reachable: boolean;
  /** Asks for the records of keys, and answers with those that exist. Throws a GatewayUnreachable. */
  ask(keys: readonly JobKey[]): Promise<readonly JobRecord[]>;
  /** Takes in a record that came as an answer to something else. An older one than the one held changes nothing. */
  take(record: JobRecord): void;
  /** Told after every change. While anybody listens, changes are asked for. */
  subscribe(listener: () => void): () => void;
  /** Asks at once: after the page was hidden, or asleep. */
  wake(): void;
  /** Ends the loop for good. */
  stop(): void;
}

export interface JobFeedOptions {
  readonly jobs: Pick<JobClient, 'known' | 'changes'>;
  readonly clock: RunClock;
  /** Milliseconds between questions while a job is alive; 500 by default. */
  readonly aliveMs?: number;
  /** Milliseconds between questions while none is; 2,000 by default. */
  readonly idleMs?: number;
  /** Calls back when the page is shown again. */
  readonly onShown?: (listener: () => void) => void;
  /** Told of an answer that was a refusal: the loop goes on. */
  readonly onTrouble?: (error: unknown) => void;
}

/** The longest pause between two questions while the gateway does not answer, in milliseconds. */
const unreachableMs = 5_000;

export function createJobFeed(options: JobFeedOptions): JobFeed {
  const { jobs, clock, aliveMs = 500, idleMs = 2_000, onTrouble } = options;
  const records = new Map<JobKey, JobRecord>();
  const listeners = new Set<() => void>();
  const stopped = new AbortController();
  let cursor: number | undefined;
  let failures = 0;
  let loop: AbortController | undefined;
  let wakeUp: (() => void) | undefined;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const merge = (record: JobRecord): boolean => {
    const held = records.get(record.jobKey);
    if (held && held.seq >= record.seq) return false;
    records.set(record.jobKey, record);
    return true;
  };
  const answered = (changed: boolean): void => {
    const back = failures > 0;
    failures = 0;
    if (changed || back) tell();
  };
  const failed = (error: unknown): void => {
    failures += 1;
    if (!(error instanceof GatewayUnreachable)) onTrouble?.(error);
    if (failures === 1) tell();
  };
  const ask = async (keys: readonly JobKey[]): Promise<readonly JobRecord[]> => {
    const list = await jobs.known(keys).catch((error: unknown) => {
      failed(error);
      throw error;
    });
    cursor ??= list.seq;
    let changed = false;
    for (const record of list.jobs) changed = merge(record) || changed;
    answered(changed);
    return list.jobs.map((record) => records.get(record.jobKey) ?? record);
  };
  const catchUp = async (signal: AbortSignal): Promise<void> => {
    // Asking by key sees a job again that changed while nobody listened.
    if (cursor === undefined) return void (await ask([...records.keys()]));
    const list = await jobs.changes(cursor, signal);
    if (list.seq < cursor) {
      // A number that fell means another journal: what is held may be about jobs that are not there any more.
      const keys = [...records.keys()];
      records.clear();
      cursor = undefined;
      tell();
      return void (await ask(keys));
    }
    cursor = list.seq;
    let changed = false;
    for (const record of list.jobs) changed = merge(record) || changed;
    answered(changed);
  };
  const pause = (ms: number, signal: AbortSignal): Promise<void> => {
    const cut = new AbortController();
    const woken = new Promise<void>((resolve) => (wakeUp = resolve));
    return Promise.race([clock.sleep(ms, AbortSignal.any([signal, cut.signal])).catch(() => undefined), woken]).finally(
      () => cut.abort(),
    );
  };
  const poll = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await catchUp(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (cursor !== undefined) failed(error);
      }
      const alive = [...records.values()].some((record) => !ended.has(presentAttempt(record).status));
      const interval = alive ? aliveMs : idleMs;
      await pause(
        failures === 0 ? interval : Math.max(aliveMs, Math.min(unreachableMs, 500 * 2 ** Math.min(failures, 10))),
        signal,
      );
    }
  };
  const wake = (): void => wakeUp?.();
  options.onShown?.(wake);

  return {
    records,
    get reachable() {
      return failures === 0;
    },
    ask,
    take(record) {
      if (merge(record)) tell();
      if (!ended.has(presentAttempt(record).status)) wake();
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!loop && !stopped.signal.aborted) {
        loop = new AbortController();
        void poll(AbortSignal.any([loop.signal, stopped.signal]));
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        loop?.abort();
        loop = undefined;
      };
    },
    wake,
    stop() {
      stopped.abort();
      listeners.clear();
    },
  };
}
