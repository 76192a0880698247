import { cutServiceText } from '../runcomfy/service-text.ts';
import { isModelId } from '../runcomfy/endpoints.ts';
import { submit } from '../runcomfy/submit.ts';
import type { SubmitOutcome } from '../runcomfy/classify-submit.ts';
import { sentModelOf } from '../wire/sent-model.ts';
import { backoffMs } from './backoff.ts';
import { portsOf, type Core } from './core.ts';
import { holdService } from './hold-service.ts';
import { attemptOf, type Job } from './job.ts';
import { nextEffect } from './next-effect.ts';
import { StorageError, type ServicePorts } from './ports.ts';
import { firstLookMs } from './poll-interval.ts';
import { resolveMedia } from './resolve-media.ts';
import { submitGate, type GuardHold } from './service-gate.ts';
import { eventOf, note, settle } from './settle.ts';
import { countedSubmits } from './counted-submits.ts';
import { brokenLimit, type BrokenLimit, limitWords } from './spend-guard.ts';

/** Answers of 429 in a row after which a person decides (faults.md H12). */
const rateLimitTries = 20;

/** Sends one claimed job, in its service's turn. Everything is looked at again when the turn has come. */
export async function sendJob(core: Core, jobKey: string): Promise<void> {
  const first = core.ledger.job(jobKey);
  if (first === undefined) return;
  await core.gate(first.service).lane(async () => {
    const job = core.ledger.job(jobKey);
    if (!maySend(core, job)) return;
    const ports = portsOf(core, job.service);
    const token = await ports.token();
    if (!(await mayBuy(core, job, ports, token))) return;
    const resolved = await resolveMedia(core, job, true);
    if (core.stop.stopped()) return;
    if (resolved.kind === 'refused') {
      const { code, reason, remedy } = resolved.problem;
      await settle(core, job, { type: 'rejected', failure: { code, message: cutServiceText(`${reason} ${remedy}`) } });
      return;
    }
    if (resolved.kind === 'later') return waitFor(core, job, 'network', resolved.reason);
    const model = job.agreedModel ?? sentModelOf(core.settings(), job.model);
    const { body, frozen } = resolved.wire;
    // Whatever could go wrong here goes wrong before the job counts as being sent.
    if (!isModelId(model)) {
      await settle(core, job, {
        type: 'rejected',
        failure: { code: 'model-not-found', message: 'That is not a model id.' },
      });
      return;
    }
    const text = JSON.stringify(body());
    const sending = await beginSubmit(core, job, model, frozen);
    if (sending === undefined) return;
    const caller = { base: ports.base, transport: ports.transport, token };
    const outcome = await submit(caller, model, text, () => core.clock.now());
    await takeDown(core, sending, outcome, token);
  });
}

function maySend(core: Core, job: Job | undefined): job is Job {
  if (job === undefined || core.stop.stopped()) return false;
  return nextEffect(job, core.clock.now(), submitGate(core.gate(job.service), job)).do === 'send';
}

/** Token and spend guard, asked before anything leaves. */
async function mayBuy(core: Core, job: Job, ports: ServicePorts, token: string | undefined): Promise<boolean> {
  if (ports.takesAll) return true;
  if (token === undefined) {
    await holdService(core, job.service, { cause: 'token', reason: 'There is no token. Log in, then continue.' });
    return false;
  }
  const broken = brokenLimit(core.limits, countedSubmits(core, job.service), core.clock.now());
  core.gate(job.service).guard = broken && guardHold(broken);
  if (broken === undefined) return true;
  core.log({ event: 'spend_guard', service: job.service, limit: broken.text });
  core.wakeAll();
  return false;
}

function guardHold({ text, submits, until }: BrokenLimit): GuardHold {
  const allows = `The spend guard allows ${limitWords({ submits, text })}`;
  if (until === undefined) return { reason: `${allows}. To send, start Shotgraph with another SHOTGRAPH_MAX_SUBMITS.` };
  const reason = `${allows}; this would be one more. It goes by itself when that time has passed, or when you continue in the editor.`;
  return { reason, until };
}

/** Rule M2: `submitting` is durable before the request leaves. Undefined when nothing may leave. */
async function beginSubmit(core: Core, job: Job, model: string, body: Job['request']): Promise<Job | undefined> {
  try {
    const after = await core.ledger.change(job.jobKey, (present) =>
      maySend(core, present)
        ? eventOf(present, { type: 'submitting', model, body: body as never }, core.clock.now())
        : undefined,
    );
    return after !== undefined && attemptOf(after).status === 'submitting' ? after : undefined;
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    waitFor(core, job, 'storage', error.message);
    return undefined;
  }
}

async function takeDown(core: Core, job: Job, outcome: SubmitOutcome, token: string | undefined): Promise<void> {
  const gate = core.gate(job.service);
  const now = core.clock.now();
  core.log({ event: 'submit', jobKey: job.jobKey, service: job.service, outcome: outcome.kind });
  switch (outcome.kind) {
    case 'accepted': {
      const queued = await settle(core, job, { type: 'accepted', requestId: outcome.requestId });
      if (queued === undefined || attemptOf(queued).status !== 'in_queue') return;
      note(core, queued, { pace: { nextAt: now + firstLookMs(core.ledger.past(queued)) } });
      return;
    }
    case 'rejected':
      await settle(core, job, { type: 'rejected', failure: outcome.failure });
      return;
    case 'uncertain':
      await settle(core, job, { type: 'unclear', failure: outcome.failure });
      return;
    case 'stopped': {
      if (outcome.for === 'token') gate.refusedToken = token;
      // Held before anything is awaited: no other job may slip through.
      gate.hold = { cause: outcome.for, reason: outcome.reason };
      await settle(core, job, { type: 'returned', waiting: { for: outcome.for, reason: outcome.reason } });
      await holdService(core, job.service, { cause: outcome.for, reason: outcome.reason });
      return;
    }
    case 'rate_limited': {
      const tries = job.pace.rateLimits + 1;
      const until = now + (outcome.retryAfterMs ?? backoffMs(tries, core.random));
      gate.submitNotBefore = Math.max(gate.submitNotBefore, until);
      await settle(core, job, { type: 'returned', waiting: { for: 'rate_limit', until, reason: outcome.reason } });
      if (tries < rateLimitTries) return;
      const reason = `The service answered ${tries} times that there are too many requests. Continue to try again.`;
      await holdService(core, job.service, { cause: 'rate_limit', reason });
      return;
    }
    case 'not_sent': {
      const until = now + backoffMs(job.pace.troubles + 1, core.random);
      await settle(core, job, { type: 'returned', waiting: { for: 'network', until, reason: outcome.reason } });
    }
  }
}

function waitFor(core: Core, job: Job, what: 'network' | 'storage', said: string): void {
  const troubles = job.pace.troubles + 1;
  const until = core.clock.now() + backoffMs(troubles, core.random);
  note(core, job, { waiting: { for: what, until, reason: cutServiceText(said) }, pace: { troubles, nextAt: until } });
}
