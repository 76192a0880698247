import { GatewayError } from '../wire/job-client.ts';
import type { Continue } from '../wire/messages.ts';
import { portsOf, type Core } from './core.ts';
import { attemptOf } from './job.ts';
import type { Hold } from './journal-entry.ts';
import type { GuardHold } from './service-gate.ts';
import { note } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person says that submits of a service may leave again. After a refused token there must be another one first
 * (faults.md H02): with the same one the next submit would be refused as well. The spend guard is lifted only where that was
 * asked for and a job waits because of it (security.md SEC12): a command that is repeated is no such question.
 */
export async function continueService(core: Core, service: string, wish: Continue): Promise<void> {
  if (!core.services.has(service)) {
    throw new GatewayError('unknown-service', 'There is no such service here.', 'Continue a service that exists.', 422);
  }
  const gate = core.gate(service);
  const guard = heldByGuard(core, service);
  const lift = wish.spendGuard ? guard : undefined;
  const lifted: Hold | undefined = gate.hold ?? (lift && { cause: 'spend_guard', reason: lift.reason });
  if (lifted?.cause === 'token') {
    const token = await portsOf(core, service).token();
    if (token === undefined) {
      throw new GatewayError('no-token', 'There is still no token.', 'Log in first: shotgraph login.', 409);
    }
    if (token === gate.refusedToken) {
      const remedy = 'Log in with another one first: shotgraph login.';
      throw new GatewayError('token-unchanged', 'The token is the one that the service refused.', remedy, 409);
    }
  }
  const at = core.clock.now();
  // A service that is held back by nothing else stays under its guard.
  if (lifted === undefined && guard !== undefined) return;
  const entry = { kind: 'continued', at, service, ...(lifted === undefined ? {} : { lifted }) } as const;
  await asStorageRefusal(() => core.ledger.write(entry));
  gate.hold = undefined;
  gate.refusedToken = undefined;
  if (lifted?.cause === 'spend_guard') {
    gate.guard = undefined;
    gate.guardLiftedAt = at;
  }
  for (const job of core.ledger.jobs()) {
    if (job.service !== service || attemptOf(job).status !== 'claimed') continue;
    note(core, job, { waiting: null, pace: { rateLimits: 0, nextAt: 0 } });
  }
  core.wakeAll();
}

/** The spend guard, where a job waits because of it now. */
function heldByGuard(core: Core, service: string): GuardHold | undefined {
  const { guard } = core.gate(service);
  if (guard?.until !== undefined && guard.until <= core.clock.now()) return undefined;
  const waits = [...core.ledger.jobs()].some(
    (job) => job.service === service && job.agreed && attemptOf(job).status === 'claimed',
  );
  return waits ? guard : undefined;
}
