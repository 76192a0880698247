import type { JsonObject } from '../graph/json.ts';
import { stateAt, type SandboxJob } from './sandbox-job.ts';

/** The answer to an accepted submit. */
export function acceptedBody(job: SandboxJob, origin: string): JsonObject {
  return {
    request_id: job.id,
    status_url: `${origin}/v1/requests/${job.id}/status`,
    result_url: `${origin}/v1/requests/${job.id}/result`,
    cancel_url: `${origin}/v1/requests/${job.id}/cancel`,
  };
}

/** The answer to a status call; the place in the queue stands in it only while the job is queued. */
export function statusBody(job: SandboxJob, now: number, position: number | undefined, origin: string): JsonObject {
  return {
    request_id: job.id,
    status: stateAt(job, now),
    ...(position !== undefined && { queue_position: position }),
    status_url: `${origin}/v1/requests/${job.id}/status`,
    result_url: `${origin}/v1/requests/${job.id}/result`,
  };
}

/** The answer to a result call; before the job has ended it names the present state. `cost` in USD, when it was asked for. */
export function resultBody(job: SandboxJob, now: number, cost: number | undefined, origin: string): JsonObject {
  const state = stateAt(job, now);
  const finishedAt = state === 'completed' ? job.endsAt : job.cancelledAt;
  return {
    request_id: job.id,
    status: state === 'completed' ? 'succeeded' : state,
    ...(state === 'completed' && { output: { video: `${origin}/outputs/${job.id}/0.mp4` } }),
    created_at: new Date(job.submittedAt).toISOString(),
    ...(finishedAt !== undefined && { finished_at: new Date(finishedAt).toISOString() }),
    ...(cost !== undefined && { cost }),
  };
}

/** The answer to a cancel call. */
export function cancelBody(job: SandboxJob, now: number, outcome: 'cancelled' | 'not_cancellable'): JsonObject {
  return { request_id: job.id, status: stateAt(job, now), outcome };
}
