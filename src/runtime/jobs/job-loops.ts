import { cutServiceText } from '../runcomfy/service-text.ts';
import { ended } from '../wire/job-record.ts';
import { cancelJob } from './cancel-job.ts';
import { UnknownService, type Core } from './core.ts';
import { downloadResult } from './download-result.ts';
import { attemptOf, type Job } from './job.ts';
import { nextEffect, type Effect } from './next-effect.ts';
import { pollJob } from './poll-job.ts';
import { slowPollMs } from './poll-interval.ts';
import { readJobResult } from './read-job-result.ts';
import { sendJob } from './send-job.ts';
import { submitGate } from './service-gate.ts';
import { note, pause } from './settle.ts';

/** The loops of an owner: one for each job that something may still happen to. */
export interface JobLoops {
  /** Starts the loop of a job, or lets a sleeping one look again. */
  wake(jobKey: string): void;
  wakeAll(): void;
  /** Resolves when every loop has ended; the owner's signal must be aborted before. */
  ended(): Promise<void>;
}

/** Loops over a core. `core` is asked late, because it holds the loops itself. */
export function createJobLoops(core: () => Core): JobLoops {
  const running = new Map<string, Promise<void>>();
  const sleeping = new Map<string, AbortController>();

  async function run(jobKey: string): Promise<void> {
    for (;;) {
      const job = core().ledger.job(jobKey);
      // The end of the loop and its absence are one step, so that no wake-up falls between them.
      if (job === undefined || core().stop.stopped() || isOver(job)) {
        running.delete(jobKey);
        return;
      }
      const gate = core().gate(job.service);
      const from = core().clock.now();
      await perform(job, nextEffect(job, from, submitGate(gate, job)));
      if (core().clock.now() < from) lookAtOnce(jobKey);
    }
  }

  /** What was planned goes by a clock that was set back meanwhile: it would be late by as much. */
  function lookAtOnce(jobKey: string): void {
    const present = core().ledger.job(jobKey);
    if (present !== undefined) note(core(), present, { pace: { nextAt: 0 } });
  }

  async function perform(job: Job, effect: Effect): Promise<void> {
    try {
      switch (effect.do) {
        case 'rest':
        case 'wait':
          if (effect.waiting !== undefined) note(core(), job, { waiting: effect.waiting });
          return await rest(job, effect.do === 'wait' ? effect.until : undefined);
        case 'send':
          return await sendJob(core(), job.jobKey);
        case 'cancel':
          return await cancelJob(core(), job);
        case 'poll':
          return await pollJob(core(), job);
        case 'read_result':
          return await readJobResult(core(), job);
        case 'download':
          return await downloadResult(core(), job);
      }
    } catch (error) {
      if (core().stop.stopped()) return;
      const reason = error instanceof Error ? error.message : String(error);
      core().log({ event: 'effect_failed', jobKey: job.jobKey, effect: effect.do, reason });
      note(core(), job, { trouble: cutServiceText(`Something went wrong here: ${reason}`) });
      // A mistake of ours must neither end the job nor spin.
      await pause(core(), slowPollMs);
    }
  }

  /** Rests until an instant, or until somebody wakes the loop. A clock that was set back meanwhile makes it no longer. */
  async function rest(job: Job, until: number | undefined): Promise<void> {
    const { clock } = core();
    const from = clock.now();
    const sleptThrough = await sleep(job.jobKey, until === undefined ? undefined : until - from);
    const setBack = clock.now() < (sleptThrough ? (until ?? from) : from);
    if (setBack) note(core(), job, { pace: { nextAt: 0 } });
  }

  /** Whether it slept through; otherwise somebody woke it. */
  async function sleep(jobKey: string, ms: number | undefined): Promise<boolean> {
    const waker = new AbortController();
    sleeping.set(jobKey, waker);
    try {
      if (ms !== undefined) await core().clock.sleep(Math.max(0, ms), waker.signal);
      else await new Promise<void>((resolve) => waker.signal.addEventListener('abort', () => resolve()));
      return !waker.signal.aborted;
    } catch (error) {
      if (!waker.signal.aborted) throw error;
      return false;
    } finally {
      sleeping.delete(jobKey);
    }
  }

  return {
    wake(jobKey) {
      sleeping.get(jobKey)?.abort();
      const job = core().ledger.job(jobKey);
      if (running.has(jobKey) || job === undefined || core().stop.stopped() || isOver(job)) return;
      if (!core().services.has(job.service)) {
        core().log({ event: 'unknown_service', jobKey, reason: new UnknownService(job.service).message });
        return;
      }
      // Entered before it begins: what it does at once wakes it, and a job has one loop.
      running.set(
        jobKey,
        Promise.resolve().then(() => run(jobKey)),
      );
    },
    wakeAll() {
      for (const waker of sleeping.values()) waker.abort();
    },
    async ended() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** Nothing happens to such a job by itself: it ended, waits for a person, or was claimed in an earlier life (M5). */
function isOver(job: Job): boolean {
  const { status } = attemptOf(job);
  return ended.has(status) || status === 'submitting' || (status === 'claimed' && !job.agreed);
}
