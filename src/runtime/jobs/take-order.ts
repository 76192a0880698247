import type { JsonObject } from '../../graph/json.ts';
import type { JobKey } from '../../graph/keys.ts';
import { GatewayError } from '../wire/job-client.ts';
import type { JobRecord } from '../wire/job-record.ts';
import type { JobOrder } from '../wire/messages.ts';
import { checkAttempt, checkKey, checkModel, type OrderCheck } from './check-order.ts';
import type { Core } from './core.ts';
import { knownRecord } from './known-job.ts';
import type { DurableEvent } from './job-event.ts';
import { NotAMedium } from '../../graph/request-media.ts';
import { resolveMedia } from './resolve-media.ts';
import { sentModelOf } from '../wire/sent-model.ts';
import { asStorageRefusal } from './storage-refusal.ts';

/**
 * Creates a job or joins it (security.md SEC13). Everything that can be refused is refused before the claim; the claim is
 * one durable write, and only after it may anything be sent (faults.md M1).
 */
export async function takeOrder(core: Core, jobKey: JobKey, order: JobOrder): Promise<JobRecord> {
  const { service, model, take, media, origin, meter, quoted } = order;
  const request = order.request as JsonObject;
  if (!core.services.has(service)) {
    throw new GatewayError(
      'unknown-service',
      `No job can go to ${service} from here.`,
      'Choose a configured service.',
      422,
    );
  }
  throwIfRefused(checkKey(jobKey, order));
  const claimLost = core.claimLost.has(jobKey);
  const before = checkAttempt(core.ledger.job(jobKey), order.attempt, claimLost);
  throwIfRefused(before);
  if (before.kind === 'claim') await refuseWithoutMedia(core, { service, request, media });

  const claim = (): DurableEvent => {
    const about = { jobKey, attempt: order.attempt, at: core.clock.now() };
    const billed = { ...(meter && { meter }), ...(quoted && { quoted }) };
    // Bound to this attempt: what is accepted later is agreed to later.
    const sentModel = order.sentModel ?? sentModelOf(core.settings(), model);
    const wanted = { service, model, sentModel, take, request: order.request, media, origin };
    return { type: 'claimed', ...about, ...wanted, ...billed };
  };
  // Asked again in turn: of two orders at once, the second one joins what the first one claimed.
  await asStorageRefusal(() =>
    core.ledger.change(jobKey, (present) => {
      const check = checkAttempt(present, order.attempt, claimLost);
      throwIfRefused(check);
      throwIfRefused(checkModel(present, order));
      return check.kind === 'claim' ? claim() : undefined;
    }),
  );
  // Of anything but this claim nothing is noted.
  core.ledger.notice({ type: 'agreed', jobKey, attempt: order.attempt });
  return knownRecord(core.ledger, jobKey);
}

async function refuseWithoutMedia(core: Core, order: Parameters<typeof resolveMedia>[1]): Promise<void> {
  const resolved = await resolveMedia(core, order, false).catch((error: unknown) => {
    if (!(error instanceof NotAMedium)) throw error;
    throw new GatewayError('not-a-medium', error.message, 'Reload the page: it may be older than the gateway.', 422);
  });
  if (resolved.kind !== 'refused') return;
  const { code, reason, remedy } = resolved.problem;
  throw new GatewayError(code, reason, remedy, 422);
}

function throwIfRefused(check: OrderCheck | undefined): void {
  if (check?.kind !== 'refuse') return;
  throw new GatewayError(check.code, check.reason, check.remedy, check.httpStatus);
}
