import { readStatus } from '../runcomfy/read-status.ts';
import type { StatusReading } from '../runcomfy/classify-status.ts';
import { afterReadTrouble } from './after-read.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import { pollIntervalMs, slowAfterMs, slowPollMs } from './poll-interval.ts';
import { readCaller, readRefused, untilAnotherToken } from './read-access.ts';
import { note, settle } from './settle.ts';

/** Asks once where a request stands, and takes down what was said. */
export async function pollJob(core: Core, job: Job): Promise<void> {
  const attempt = attemptOf(job);
  if (!('requestId' in attempt) || attempt.requestId === undefined || attempt.submittedAt === undefined) return;
  const { requestId } = attempt;
  const caller = await readCaller(core, job.service);
  if (core.stop.stopped()) return;
  const reading = await core.stop.during((signal) => readStatus(caller, requestId, () => core.clock.now(), signal));
  if (core.stop.stopped()) return;
  const now = core.clock.now();
  const age = Math.max(0, now - attempt.submittedAt);
  const slow = age >= slowAfterMs ? { slow: true } : {};
  const present = core.ledger.job(job.jobKey) ?? job;
  switch (reading.kind) {
    case 'in_queue':
    case 'in_progress':
      await takePlace(core, present, reading, age);
      return;
    case 'finished': {
      const { said, text } = reading;
      const finished = { said, text, since: now, emptyReads: 0 };
      note(core, present, {
        trouble: null,
        waiting: null,
        notFound: false,
        pace: { finished, troubles: 0, nextAt: now },
      });
      return;
    }
    case 'cancelled':
      await settle(core, present, { type: 'cancelled' });
      return;
    case 'unknown': {
      const trouble = `RunComfy calls the state "${reading.text}", which is not known here.`;
      note(core, present, {
        trouble,
        waiting: null,
        notFound: false,
        ...slow,
        pace: { troubles: 0, nextAt: now + slowPollMs },
      });
      return;
    }
    default: {
      readRefused(core, job.service, reading);
      const after = afterReadTrouble(present, reading, { now, age, random: core.random });
      note(core, present, { ...after, ...slow });
      if (reading.kind === 'unauthorized') await waitForToken(core, present, caller.token, after.pace?.nextAt ?? now);
    }
  }
}

async function takePlace(
  core: Core,
  job: Job,
  reading: Extract<StatusReading, { kind: 'in_queue' | 'in_progress' }>,
  age: number,
): Promise<void> {
  const attempt = attemptOf(job);
  // A request that is being cancelled may still say that it is queued: only another state decides.
  const stays = attempt.status === reading.kind || (attempt.status === 'cancelling' && reading.kind === 'in_queue');
  const present = stays ? job : await settle(core, job, { type: 'moved', to: reading.kind });
  if (present === undefined) return;
  const queuePosition = reading.kind === 'in_queue' ? reading.queuePosition : undefined;
  note(core, present, {
    queuePosition: queuePosition ?? null,
    // What a refused cancel said stays to be read.
    ...(job.pace.troubles > 0 ? { trouble: null } : {}),
    waiting: null,
    notFound: false,
    ...(age >= slowAfterMs ? { slow: true } : {}),
    pace: { troubles: 0, nextAt: core.clock.now() + pollIntervalMs({ age, queuePosition }) },
  });
}

async function waitForToken(core: Core, job: Job, refused: string | undefined, until: number): Promise<void> {
  await untilAnotherToken(core, job.service, refused, until);
  note(core, job, { pace: { nextAt: core.clock.now() } });
}
