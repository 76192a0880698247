import { GatewayError } from '../wire/job-client.ts';
import type { Continue, Continued } from '../wire/messages.ts';
import { portsOf, type Core } from './core.ts';
import { attemptOf, type Job } from './job.ts';
import type { Hold, PassedOver } from './journal-entry.ts';
import { attemptName, type GuardHold, passedOverBy, type ServiceGate } from './service-gate.ts';
import { note } from './settle.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * A person says that attempts may leave again which a service's hold keeps back. Whatever else waits there was agreed to by
 * somebody else, or for another moment: it goes on waiting until a Continue names it (faults.md M14). After a refused token
 * there must be another one first (H02): with the same one the next submit would be refused as well. The spend guard is
 * lifted only where that was asked for and one of these attempts waits because of it (security.md SEC12): a command that is
 * repeated is no such question.
 */
export async function continueService(core: Core, service: string, wish: Continue): Promise<Continued> {
  if (!core.services.has(service)) {
    throw new GatewayError('unknown-service', 'There is no such service here.', 'Continue a service that exists.', 422);
  }
  const gate = core.gate(service);
  const { hold } = gate;
  const names = new Set(wish.jobs.map(attemptName));
  const isMeant = (job: Job): boolean => names.has(nameOf(job));
  const guard = heldByGuard(core, service, isMeant);
  const lift = wish.spendGuard ? guard : undefined;
  const lifted: Hold | undefined = hold ?? (lift && { cause: 'spend_guard', reason: lift.reason });
  // A limit of nothing is never over, and lifting it once would be none.
  if (lifted?.cause === 'spend_guard' && guard?.until === undefined) {
    throw new GatewayError('guard-closed', lifted.reason, '', 409);
  }
  if (lifted?.cause === 'token') await refuseWithoutToken(core, service, gate);
  // A service that is held back by nothing else stays under its guard.
  const nothingToLift = lifted === undefined && guard !== undefined;
  if (nothingToLift && ![...names].some((name) => gate.passedOver.has(name))) return continued(core, gate);

  const at = core.clock.now();
  const until = lifted?.cause === 'spend_guard' ? guard?.until : undefined;
  let passedOver: readonly PassedOver[] = [];
  await asStorageRefusal(() =>
    core.ledger.write(() => {
      passedOver = claimsOf(core, service)
        .filter((job) => !isMeant(job))
        .flatMap((job) => gate.passedOver.get(nameOf(job)) ?? (lifted ? [passOver(job, lifted, until)] : []));
      return { kind: 'continued', at, service, ...(lifted && { lifted }), passedOver: [...passedOver] };
    }),
  );
  gate.passedOver = passedOverBy(passedOver);
  // What was answered since is another reason to hold, which nobody has seen.
  if (gate.hold === hold) gate.hold = gate.refusedToken = undefined;
  if (lifted?.cause === 'spend_guard') gate.guard = undefined;
  for (const job of claimsOf(core, service)) {
    if (isMeant(job)) note(core, job, { waiting: null, pace: { rateLimits: 0, nextAt: 0 } });
  }
  core.wakeAll();
  return continued(core, gate);
}

async function refuseWithoutToken(core: Core, service: string, gate: ServiceGate): Promise<void> {
  const token = await portsOf(core, service).token();
  if (token === undefined) {
    throw new GatewayError('no-token', 'There is still no token.', 'Log in first: shotgraph login.', 409);
  }
  if (token === gate.refusedToken) {
    const remedy = 'Log in with another one first: shotgraph login.';
    throw new GatewayError('token-unchanged', 'The token is the one that the service refused.', remedy, 409);
  }
}

function continued(core: Core, gate: ServiceGate): Continued {
  const waiting = [...gate.passedOver.values()].flatMap(({ jobKey, attempt }) => {
    const job = core.ledger.job(jobKey);
    return job === undefined ? [] : [{ jobKey, attempt, title: job.origin.title }];
  });
  return { waiting };
}

/** The attempts of a service that nothing was sent of yet, also those that no Run of this owner's life asked for. */
function claimsOf(core: Core, service: string): readonly Job[] {
  return [...core.ledger.jobs()].filter((job) => job.service === service && attemptOf(job).status === 'claimed');
}

function passOver(job: Job, hold: Hold, until: number | undefined): PassedOver {
  return { jobKey: job.jobKey, attempt: attemptOf(job).n, hold, ...(until !== undefined && { until }) };
}

function nameOf(job: Job): string {
  return attemptName({ jobKey: job.jobKey, attempt: attemptOf(job).n });
}

/** The spend guard, where one of the meant jobs waits because of it now. */
function heldByGuard(core: Core, service: string, isMeant: (job: Job) => boolean): GuardHold | undefined {
  const { guard } = core.gate(service);
  if (guard?.until !== undefined && guard.until <= core.clock.now()) return undefined;
  return claimsOf(core, service).some((job) => job.agreed && isMeant(job)) ? guard : undefined;
}
