import { jobKeyOf } from '../../src/graph/keys.ts';
import { presentAttempt, type JobStatus } from '../../src/runtime/wire/job-record.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import type { JobOrder } from '../../src/runtime/wire/messages.ts';

export interface Ordered {
  readonly jobKey: string;
  readonly order: JobOrder;
}

/** An order for the shortest and smallest clip of a prompt, with its key. */
export function ordered(prompt: string, more: Partial<JobOrder> = {}): Ordered {
  const order: JobOrder = {
    service: 'sandbox',
    model: 'bytedance/seedance-v2/pro',
    request: { prompt, duration: 4, resolution: '480p', aspect_ratio: '16:9', generate_audio: false, seed: 1 },
    take: 1,
    attempt: 1,
    media: [],
    origin: { graph: 'three shots', node: '1', title: 'Shot 1' },
    ...more,
  };
  const { service, model, take } = order;
  return { jobKey: jobKeyOf({ service, model, request: order.request, take }), order };
}

/** The status of a job's present attempt; undefined where there is no such job. */
export async function statusOf(client: JobClient, jobKey: string): Promise<JobStatus | undefined> {
  const [record] = (await client.known([jobKey])).jobs;
  return record && presentAttempt(record).status;
}
