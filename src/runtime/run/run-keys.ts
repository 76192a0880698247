import type { NodeId } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';

/** Every key that a document comes to: of its jobs, once each, and of what each node waits for or makes. */
export interface DocumentKeys {
  readonly jobs: readonly JobKey[];
  readonly byNode: ReadonlyMap<NodeId, string>;
}

export function keysOf(evaluation: Evaluation): DocumentKeys {
  const byNode = new Map<NodeId, string>();
  const jobs = new Set<JobKey>();
  for (const [id, { order, awaits, operation }] of evaluation.nodes) {
    const jobKey = order?.jobKey ?? awaits;
    if (jobKey !== undefined) jobs.add(jobKey);
    const key = jobKey ?? operation?.cacheKey;
    if (key !== undefined) byNode.set(id, key);
  }
  return { jobs: [...jobs], byNode };
}
