import { GatewayError } from '../wire/job-client.ts';
import { attemptOf, type Job } from './job.ts';

/** Throws a GatewayError where a person saw another attempt than the one that stands now: they meant that one alone. */
export function refuseOtherAttempt(job: Job, seen: number | undefined): void {
  const { n } = attemptOf(job);
  if (seen === undefined || seen === n) return;
  const reason = `This was about attempt ${seen}, and attempt ${n} stands now. Nothing was changed.`;
  throw new GatewayError('other-attempt', reason, 'Look at it again, then decide.', 409);
}
