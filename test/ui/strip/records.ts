import type { GenerationOrder } from '../../../src/graph/evaluate.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { Attempt, JobRecord } from '../../../src/runtime/wire/job-record.ts';

/** The generations that a document asks for, in order. */
export function ordersOf(
  document: GraphDocument,
  service: string = 'sandbox',
): readonly (GenerationOrder & { node: string })[] {
  return [...evaluate(document, nodeRegistry, service).nodes].flatMap(([node, { order }]) =>
    order ? [{ ...order, node }] : [],
  );
}

/** The record of a generation, with one attempt. */
export function recordOf(
  order: GenerationOrder & { readonly node?: string },
  attempt: Attempt,
  title = 'SH010',
): JobRecord {
  const { jobKey, service, model, take, body } = order;
  const origin = { graph: 'graph-1', node: order.node ?? '', title };
  return {
    jobKey,
    seq: 1,
    service,
    model,
    take,
    request: body as JobRecord['request'],
    media: [],
    origin,
    attempts: [attempt],
  };
}

const begun = { n: 1, claimedAt: 1000, since: 4000, submittedAt: 1000, requestId: '6f21c6f0-1111' };

export function succeeded(sha256: string, size = 1): Attempt {
  return { status: 'succeeded', ...begun, outputs: [{ kind: 'video', n: 0, sha256, size, mediaType: 'video/mp4' }] };
}

export const inProgress: Attempt = { status: 'in_progress', ...begun };
export const failedAttempt = (message: string): Attempt => ({
  status: 'failed',
  ...begun,
  failure: { code: 'failed', message },
});
const { requestId: _, ...sent } = begun;
export const uncertainAttempt: Extract<Attempt, { readonly status: 'uncertain' }> = {
  status: 'uncertain',
  ...sent,
  failure: { code: 'no-answer', message: 'The connection was closed.' },
};
