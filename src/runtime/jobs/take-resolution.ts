import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import { foreignOf, isUndecided, type Attempt, type JobRecord } from '../wire/job-record.ts';
import type { Resolution } from '../wire/messages.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import { eventOf, type JobFact } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person's way out of `uncertain` (faults.md M4), also back from a request id that the service does not know. A request id
 * may also be attached to a job whose file was lost: the service is then asked about it once more.
 */
export async function takeResolution(core: Core, jobKey: JobKey, resolution: Resolution): Promise<JobRecord> {
  const change = (factOn: (job: Job) => JobFact | undefined): Promise<unknown> =>
    asStorageRefusal(() =>
      core.ledger.change(jobKey, (job) => {
        if (job === undefined) throw new GatewayError('unknown-job', 'There is no such job.', '', 404);
        refuseUnlessOpen(job, resolution);
        if (resolution.decision === 'attach') refuseTaken(core, job, resolution.requestId);
        const fact = factOn(job);
        return fact && eventOf(job, fact, core.clock.now());
      }),
    );
  await change((job) => doubtOf(attemptOf(job)));
  await change(() => factOf(resolution));
  core.log({ event: 'resolved', jobKey, decision: resolution.decision });
  const record = core.ledger.record(jobKey);
  if (record === undefined) throw new Error('a job that was decided on has a record');
  return record;
}

function factOf(resolution: Resolution): Parameters<typeof eventOf>[1] {
  switch (resolution.decision) {
    case 'attach':
      return { type: 'attached', requestId: resolution.requestId };
    case 'not_sent':
      return { type: 'declared_unsent' };
    case 'send_again':
      return { type: 'sent_again' };
  }
}

/** The way back to `uncertain` from an id that the service does not know; between the two steps nothing is sent. */
function doubtOf(attempt: Attempt): JobFact | undefined {
  if (!isUndecided(attempt) || !('requestId' in attempt)) return undefined;
  const message = `RunComfy does not know the request ${attempt.requestId}.`;
  return { type: 'doubted', failure: { code: 'request-not-found', message } };
}

function refuseUnlessOpen(job: Job, { decision }: Resolution): void {
  const attempt = attemptOf(job);
  const { status } = attempt;
  const attached = 'attached' in attempt && attempt.attached === true;
  const own = 'requestId' in attempt && !attached ? attempt.requestId : undefined;
  // Also behind an id that a person attached since.
  const given = 'acceptedAs' in attempt ? (attempt.acceptedAs ?? own) : own;
  if (decision === 'not_sent' && isUndecided(attempt) && given !== undefined) {
    const reason = `RunComfy accepted this as request ${given}: it was sent.`;
    throw new GatewayError(
      'was-accepted',
      reason,
      'Wait, attach another id, or send again, which may charge twice.',
      409,
    );
  }
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

/** One request is one clip: attached to two jobs, it would stand for two different inputs. */
function refuseTaken(core: Core, job: Job, requestId: string): void {
  for (const other of core.ledger.jobs()) {
    if (other.jobKey === job.jobKey) continue;
    // What a file from elsewhere says of an id must not keep a person from theirs.
    const own = other.attempts.filter((attempt) => foreignOf(attempt) === undefined);
    if (!own.some((attempt) => 'requestId' in attempt && attempt.requestId === requestId)) continue;
    const reason = 'That request id belongs to another job already.';
    throw new GatewayError('request-taken', reason, 'Look up the id that RunComfy shows for this one.', 409);
  }
}
