import { requestCancel } from '../runcomfy/request-cancel.ts';
import { askedAbout } from './asked-about.ts';
import type { Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import { portsOf } from './core.ts';
import { note, settle } from './settle.ts';

/**
 * Asks the service once to cancel. Its answer is shown; the state itself comes from the next poll, and a result that
 * comes anyway is kept (faults.md M9, J08, J09, H33).
 */
export async function cancelJob(core: Core, job: Job): Promise<void> {
  const attempt = attemptOf(job);
  if (!('requestId' in attempt) || attempt.requestId === undefined) return;
  const { requestId } = attempt;
  const { base, transport, token } = portsOf(core, job.service);
  // A token that cannot be read leaves the wish as it is: it is carried out when one can.
  const caller = { base, transport, token: await token() };
  note(core, job, { pace: { cancelWanted: false, nextAt: 0 } });
  const outcome = await core.stop.during((signal) => requestCancel(caller, requestId, () => core.clock.now(), signal));
  if (core.stop.stopped() || outcome.kind === 'cancelled') return;
  const present = askedAbout(core, job);
  if (present === undefined) return;
  const { status } = attemptOf(present);
  const settled = status === 'cancelling' ? await settle(core, present, { type: 'cancel_refused' }) : present;
  if (settled !== undefined) note(core, settled, { trouble: outcome.reason, cancel: outcome.kind });
}
