import { GatewayError, GatewayUnreachable, type JobClient } from '../../runtime/wire/job-client.ts';
import { hasId, type JobRecord } from '../../runtime/wire/job-record.ts';
import { type LikelyCost, quotedCost } from './sent-words.ts';

/** The other job that has a request id already. Where that cannot be asked, the gateway refuses such an id all the same. */
export async function holderOf(
  jobs: Pick<JobClient, 'history'>,
  job: JobRecord,
  requestId: string,
): Promise<JobRecord | undefined> {
  const found = await asked(() => jobs.history({ search: requestId, offset: 0, limit: 20 }));
  return found?.jobs.find(
    ({ jobKey, attempts }) => jobKey !== job.jobKey && attempts.some((one) => hasId(one, requestId)),
  );
}

/** What a live job was quoted at, else what the last one equal to it cost; undefined where neither is known. */
export async function likelyCost(jobs: Pick<JobClient, 'costs'>, job: JobRecord): Promise<LikelyCost | undefined> {
  const { service, model, sentModel = model, meter } = job;
  if (service === 'sandbox') return undefined;
  const quoted = quotedCost(job);
  if (quoted) return quoted;
  const found = meter && (await asked(() => jobs.costs('live', [{ model: sentModel, meter }])));
  const equal = found?.costs[0]?.equal;
  return equal && { usd: equal.usd, from: `as ${equal.title}, take ${equal.take}, did` };
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayError || error instanceof GatewayUnreachable) return undefined;
    throw error;
  }
}
