import type { GraphDocument } from '../graph/document.ts';
import { evaluate, type Evaluation } from '../graph/evaluate.ts';
import { type Plan, planOf } from '../graph/plan.ts';
import { type Quote, quote } from '../graph/quote.ts';
import type { Service } from '../graph/service.ts';
import { nodeRegistry } from '../node-registry.ts';
import { knownOf } from '../runtime/run/known-of.ts';
import { keysOf } from '../runtime/run/run-keys.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import type { JobRecord } from '../runtime/wire/job-record.ts';

/** What a run of a document would do and buy. */
export interface Outlook {
  readonly evaluation: Evaluation;
  /** What is there of its jobs already. */
  readonly records: readonly JobRecord[];
  readonly plan: Plan;
  readonly quote: Quote;
}

/** Plans and quotes a document by what the owner of its jobs knows; a command holds no results of local operations. */
export async function outlookOn(
  document: GraphDocument,
  service: Service,
  jobs: Pick<JobClient, 'known'>,
): Promise<Outlook> {
  const evaluation = evaluate(document, nodeRegistry, service);
  const { jobs: records } = await jobs.known(keysOf(evaluation).jobs);
  const known = knownOf(records, new Set());
  const plan = planOf(evaluation, known, document);
  return { evaluation, records, plan, quote: quote(plan, known) };
}
