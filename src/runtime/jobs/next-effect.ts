import { isUnwatched, type Waiting } from '../wire/job-record.ts';
import { attemptOf, type Job } from './job.ts';

/**
 * What keeps a service's submits back: a hold until a person's Continue or, where it has one, its own end; or an instant
 * (milliseconds since 1970).
 */
export interface SubmitGate {
  readonly hold: Waiting | undefined;
  readonly notBefore: number;
}

/** What the owner does next about a job. `rest` waits for an event from outside, `wait` for an instant as well. */
export type Effect =
  | { readonly do: 'rest'; readonly waiting?: Waiting }
  | { readonly do: 'wait'; readonly until: number; readonly waiting?: Waiting }
  | { readonly do: 'send' | 'cancel' | 'poll' | 'read_result' | 'download' };

/** The next effect of a job, by its state alone. */
export function nextEffect(job: Job, now: number, gate: SubmitGate): Effect {
  const { pace } = job;
  const attempt = attemptOf(job);
  switch (attempt.status) {
    case 'claimed':
      return nextOfClaimed(job, now, gate);
    case 'in_queue':
    case 'in_progress':
    case 'cancelling':
      if (pace.cancelWanted) return { do: 'cancel' };
      if (isUnwatched(attempt)) return { do: 'rest' };
      if (pace.nextAt > now) return { do: 'wait', until: pace.nextAt };
      return { do: pace.finished === undefined ? 'poll' : 'read_result' };
    case 'downloading':
      if (pace.nextAt > now) return { do: 'wait', until: pace.nextAt };
      return { do: pace.freshAddress === 'wanted' ? 'read_result' : 'download' };
    default:
      return { do: 'rest' };
  }
}

function nextOfClaimed(job: Job, now: number, gate: SubmitGate): Effect {
  if (!job.agreed) return { do: 'rest' };
  if (gate.hold?.until !== undefined && gate.hold.until > now) {
    return { do: 'wait', until: gate.hold.until, waiting: gate.hold };
  }
  if (gate.hold !== undefined && gate.hold.until === undefined) return { do: 'rest', waiting: gate.hold };
  const until = Math.max(job.pace.nextAt, gate.notBefore);
  if (until <= now) return { do: 'send' };
  if (job.pace.nextAt >= gate.notBefore) return { do: 'wait', until };
  const reason = 'The service asked for a pause after too many requests.';
  return { do: 'wait', until, waiting: { for: 'rate_limit', until, reason } };
}
