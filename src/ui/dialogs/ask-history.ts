import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Editor } from '../editor/editor.ts';

/** The other job that has a request id already. Where it cannot be asked, the gateway refuses such an id all the same. */
export async function holderOf({ jobs }: Editor, job: JobRecord, requestId: string): Promise<JobRecord | undefined> {
  const { jobs: found } = await asked(() => jobs.history({ search: requestId, offset: 0, limit: 20 }));
  return found.find(
    ({ jobKey, attempts }) =>
      jobKey !== job.jobKey && attempts.some((one) => 'requestId' in one && one.requestId === requestId),
  );
}

/** The latest generations of a model. Where they cannot be asked, the price is shown as unknown. */
export async function recordsLike({ jobs }: Editor, model: string): Promise<readonly JobRecord[]> {
  return (await asked(() => jobs.history({ search: model, offset: 0, limit: 200 }))).jobs;
}

async function asked(ask: () => Promise<{ readonly jobs: readonly JobRecord[] }>) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof GatewayError || error instanceof GatewayUnreachable) return { jobs: [] };
    throw error;
  }
}
