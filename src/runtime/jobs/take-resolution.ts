import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import {
  type Attempt,
  damagedRecord,
  type Failure,
  foreignOf,
  givenId,
  hasId,
  isDamaged,
  isUndecided,
  type JobRecord,
} from '../wire/job-record.ts';
import type { Resolution } from '../wire/messages.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import { knownJob, knownRecord } from './known-job.ts';
import { refuseOtherAttempt } from './refuse-other-attempt.ts';
import { eventOf, type JobFact } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person's way out of `uncertain` (faults.md M4), also back from a request id that the service does not know. A request id
 * may also be attached to a job whose file was lost: the service is then asked about it once more.
 */
export async function takeResolution(core: Core, jobKey: JobKey, resolution: Resolution): Promise<JobRecord> {
  await asStorageRefusal(() =>
    core.ledger.change(jobKey, (present) => {
      const job = knownJob(present);
      refuseOtherAttempt(job, resolution.attempt);
      refuseUnlessOpen(job, resolution);
      if (resolution.decision === 'attach') refuseTaken(core, job, resolution.requestId);
      return eventOf(job, factOf(resolution, doubtOf(attemptOf(job))), core.clock.now());
    }),
  );
  core.log({ event: 'resolved', jobKey, decision: resolution.decision });
  return knownRecord(core.ledger, jobKey);
}

function factOf(resolution: Resolution, doubt: Failure | undefined): JobFact {
  const doubting = doubt && { doubt };
  switch (resolution.decision) {
    case 'attach':
      return { type: 'attached', requestId: resolution.requestId, ...doubting };
    case 'not_sent':
      return { type: 'declared_unsent', ...doubting };
    case 'send_again':
      return { type: 'sent_again', ...doubting };
  }
}

/** Why a decision is open about an id that the service does not know; written with the decision, so that it is never half made. */
function doubtOf(attempt: Attempt): Failure | undefined {
  if (!isUndecided(attempt) || !('requestId' in attempt)) return undefined;
  return { code: 'request-not-found', message: `RunComfy does not know the request ${attempt.requestId}.` };
}

function refuseUnlessOpen(job: Job, { decision }: Resolution): void {
  const attempt = attemptOf(job);
  const { status } = attempt;
  if (decision === 'not_sent' && isUndecided(attempt)) refuseSent(attempt);
  if (foreignOf(attempt) !== undefined) {
    const reason = 'This was made elsewhere: its request is not asked about from here.';
    throw new GatewayError('made-elsewhere', reason, 'Run it again, or open a project that holds its clip.', 409);
  }
  if (isUndecided(attempt) || (status === 'lost' && decision === 'attach')) return;
  throw new GatewayError(
    'nothing-to-decide',
    `The job is ${status}: there is nothing to decide.`,
    'Look at it again.',
    409,
  );
}

/** That it was not sent cannot be said of what the service accepted, nor where a later attempt may stand that cannot be read. */
function refuseSent(attempt: Attempt): void {
  const given = givenId(attempt);
  if (given !== undefined) {
    const reason = `RunComfy accepted this as request ${given}: it was sent.`;
    const remedy = 'Wait, attach another id, or send again, which may charge twice.';
    throw new GatewayError('was-accepted', reason, remedy, 409);
  }
  if (!isDamaged(attempt)) return;
  const reason = 'The record of this job is damaged: it may have been sent, or sent again.';
  throw new GatewayError(damagedRecord, reason, 'Attach its request id, or send again, which may charge twice.', 409);
}

/** One request is one clip: attached to two jobs, it would stand for two different inputs. */
function refuseTaken(core: Core, job: Job, requestId: string): void {
  for (const other of core.ledger.jobs()) {
    if (other.jobKey === job.jobKey) continue;
    // What a file from elsewhere says of an id must not keep a person from theirs.
    const own = other.attempts.filter((attempt) => foreignOf(attempt) === undefined);
    if (!own.some((attempt) => hasId(attempt, requestId))) continue;
    const reason = 'That request id belongs to another job already.';
    throw new GatewayError('request-taken', reason, 'Look up the id that RunComfy shows for this one.', 409);
  }
}
