import { readStatus } from '../runcomfy/read-status.ts';
import type { StatusReading } from '../runcomfy/classify-status.ts';
import { afterReadTrouble } from './after-read.ts';
import { askedAbout } from './asked-about.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import { isSlow, pollIntervalMs, slowAfterMs, slowPollMs } from './poll-interval.ts';
import { crowding } from './poll-load.ts';
import { placeSeen, type Placed } from './queue-pace.ts';
import { readCaller, readRefused, untilAnotherToken } from './read-access.ts';
import { note, settle } from './settle.ts';
import { looked, movedOn, type Watch } from './watch.ts';

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
  const present = askedAbout(core, job);
  if (present === undefined) return;
  const watch = looked(present, now);
  const age = watch.sinceSubmit;
  const slow = age >= slowAfterMs ? { slow: true } : {};
  switch (reading.kind) {
    case 'in_queue':
    case 'in_progress':
      await takePlace(core, present, reading, watch);
      return;
    case 'finished': {
      const { said, text } = reading;
      const finished = { said, text, since: now, emptyReads: 0, pendingReads: 0 };
      // The watch stays at the look before: between the two lies the end.
      const pace = { finished, troubles: 0, nextAt: now, lookMs: undefined };
      note(core, present, { trouble: null, waiting: null, notFound: false, pace });
      return;
    }
    case 'cancelled':
      await settle(core, present, { type: 'cancelled' });
      return;
    case 'unknown': {
      const trouble = `RunComfy calls the state "${reading.text}", which is not known here.`;
      const pace = { troubles: 0, nextAt: now + slowPollMs, watch, lookMs: undefined };
      note(core, present, { trouble, waiting: null, notFound: false, ...slow, pace });
      return;
    }
    default: {
      readRefused(core, job.service, reading);
      const after = afterReadTrouble(present, reading, { now, age, random: core.random });
      note(core, present, { ...after, ...slow, pace: { ...after.pace, watch, lookMs: undefined } });
      if (reading.kind === 'unauthorized') await waitForToken(core, present, caller.token, after.pace?.nextAt ?? now);
    }
  }
}

async function takePlace(
  core: Core,
  job: Job,
  reading: Extract<StatusReading, { kind: 'in_queue' | 'in_progress' }>,
  look: Watch,
): Promise<void> {
  const attempt = attemptOf(job);
  // A request that is being cancelled may still say that it is queued: only another state decides.
  const stays = attempt.status === reading.kind || (attempt.status === 'cancelling' && reading.kind === 'in_queue');
  const present = stays ? job : await settle(core, job, { type: 'moved', to: reading.kind });
  if (present === undefined) return;
  const watch = stays ? look : movedOn(job.pace.watch, look, reading.kind);
  const queuePosition = reading.kind === 'in_queue' ? reading.queuePosition : undefined;
  const { placed, placeMs } = inQueue(core, job, queuePosition, watch);
  const status = attempt.status === 'cancelling' && stays ? attempt.status : reading.kind;
  const situation = { status, watch, queuePosition, placeMs, past: core.ledger.past(job) };
  const lookMs = pollIntervalMs(situation);
  note(core, present, { pace: { lookMs } });
  const wait = lookMs * crowding(core.ledger.jobs(), core.readsPerSecond);
  note(core, present, {
    queuePosition: queuePosition ?? null,
    // What a refused cancel said stays to be read.
    ...(job.pace.troubles > 0 ? { trouble: null } : {}),
    waiting: null,
    notFound: false,
    slow: isSlow(situation),
    pace: { troubles: 0, nextAt: core.clock.now() + wait, watch, placed },
  });
}

/** Takes down a place in the queue, and learns from it how fast the queue of the service goes. */
function inQueue(
  core: Core,
  job: Job,
  queuePosition: number | undefined,
  watch: Watch,
): { readonly placed: Placed | undefined; readonly placeMs: number | undefined } {
  const gate = core.gate(job.service);
  if (queuePosition === undefined) return { placed: undefined, placeMs: gate.placeMs };
  const seen = placeSeen(job.pace.placed, queuePosition, watch.sinceSubmit, gate.placeMs);
  gate.placeMs = seen.placeMs;
  return seen;
}

async function waitForToken(core: Core, job: Job, refused: string | undefined, until: number): Promise<void> {
  await untilAnotherToken(core, job.service, refused, until);
  note(core, job, { pace: { nextAt: core.clock.now() } });
}
