import { cutServiceText } from '../runcomfy/service-text.ts';
import { readResult } from '../runcomfy/read-result.ts';
import type { ResultReading } from '../runcomfy/classify-result.ts';
import { afterReadTrouble } from './after-read.ts';
import { afterEmptyResult } from './after-result.ts';
import { askedAbout } from './asked-about.ts';
import type { Core } from './core.ts';
import { endDownload, notFetched } from './end-download.ts';
import { attemptOf, type Job } from './job.ts';
import { readCaller, readRefused, untilAnotherToken } from './read-access.ts';
import { note, settle } from './settle.ts';
import { tookOf } from './took.ts';

/** Reads the result of a request that is over, or fresh addresses for a download whose addresses are gone. */
export async function readJobResult(core: Core, job: Job): Promise<void> {
  const attempt = attemptOf(job);
  if (!('requestId' in attempt) || attempt.requestId === undefined || attempt.submittedAt === undefined) return;
  const { requestId } = attempt;
  const caller = await readCaller(core, job.service);
  if (core.stop.stopped()) return;
  const reading = await core.stop.during((signal) => readResult(caller, requestId, () => core.clock.now(), signal));
  if (core.stop.stopped()) return;
  const now = core.clock.now();
  const present = askedAbout(core, job);
  if (present === undefined) return;
  const again = attempt.status === 'downloading';
  switch (reading.kind) {
    case 'made': {
      const { addresses, refused, cost, ranMs } = reading;
      if (refused.length > 0) core.log({ event: 'address_refused', jobKey: job.jobKey, count: refused.length });
      await settle(core, present, {
        type: 'addressed',
        addresses: [...addresses],
        ...(refused.length > 0 ? { refused: [...refused] } : {}),
        ...(cost === undefined ? {} : { cost }),
        ...(again ? {} : { took: tookOf(present, ranMs) }),
      });
      if (again) note(core, present, { waiting: null, pace: { freshAddress: 'done', troubles: 0, nextAt: now } });
      return;
    }
    case 'empty':
    case 'pending':
      if (again) await lose(core, present, 'The service no longer names an output.');
      else await afterNoOutput(core, present, reading, now);
      return;
    case 'failed': {
      const { failure, cost } = reading;
      if (again) await lose(core, present, failure.message);
      else await settle(core, present, { type: 'failed', failure, ...(cost === undefined ? {} : { cost }) });
      return;
    }
    case 'cancelled':
      if (again) await lose(core, present, 'The service calls it cancelled now.');
      else await settle(core, present, { type: 'cancelled' });
      return;
    default: {
      if (again && reading.kind === 'not_found') return lose(core, present, reading.reason);
      readRefused(core, job.service, reading);
      const age = Math.max(0, now - (job.pace.finished?.since ?? attempt.submittedAt));
      const after = afterReadTrouble(present, reading, { now, age, random: core.random });
      note(core, present, after);
      if (reading.kind !== 'unauthorized') return;
      await untilAnotherToken(core, job.service, caller.token, after.pace?.nextAt ?? now);
      note(core, present, { pace: { nextAt: core.clock.now() } });
    }
  }
}

async function afterNoOutput(
  core: Core,
  job: Job,
  reading: Extract<ResultReading, { kind: 'empty' | 'pending' }>,
  now: number,
): Promise<void> {
  const finished = job.pace.finished ?? { said: 'completed', text: '', since: now, emptyReads: 0, pendingReads: 0 };
  const after = afterEmptyResult(reading, finished);
  if (after.do === 'end') await settle(core, job, after.fact);
  else note(core, job, { waiting: null, pace: { finished: after.finished, troubles: 0, nextAt: now + after.inMs } });
}

async function lose(core: Core, job: Job, reason: string): Promise<void> {
  const message = cutServiceText(`The clip was made, but its file is gone. ${reason}`);
  await endDownload(core, job, job.pace.fetched, notFetched(job, message), { code: 'file-gone', message });
}
