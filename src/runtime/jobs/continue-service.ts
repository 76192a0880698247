import { GatewayError } from '../wire/job-client.ts';
import { portsOf, type Core } from './core.ts';
import { attemptOf } from './job.ts';
import { note } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person says that submits of a service may leave again. After a refused token there must be another one first
 * (faults.md H02): with the same one the next submit would be refused as well.
 */
export async function continueService(core: Core, service: string): Promise<void> {
  if (!core.services.has(service)) {
    throw new GatewayError('unknown-service', 'There is no such service here.', 'Continue a service that exists.', 422);
  }
  const gate = core.gate(service);
  const lifted = gate.hold;
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
  const entry = { kind: 'continued', at, service, ...(lifted === undefined ? {} : { lifted }) } as const;
  await asStorageRefusal(() => core.ledger.write(entry));
  gate.hold = undefined;
  gate.refusedToken = undefined;
  if (lifted?.cause === 'spend_guard') gate.guardLiftedAt = at;
  for (const job of core.ledger.jobs()) {
    if (job.service !== service || attemptOf(job).status !== 'claimed') continue;
    note(core, job, { waiting: null, pace: { rateLimits: 0, nextAt: 0 } });
  }
  core.wakeAll();
}
