import type { GraphDocument } from '../graph/document.ts';
import { evaluate } from '../graph/evaluate.ts';
import type { JobKey } from '../graph/keys.ts';
import { localFilesOf } from '../graph/local-files-of.ts';
import type { NodeRegistry } from '../graph/registry.ts';
import type { Service } from '../graph/service.ts';
import { keysOf } from '../runtime/run/run-keys.ts';
import { takeKeys } from '../runtime/run/take-keys.ts';
import type { JobClient } from '../runtime/wire/job-client.ts';
import type { ProjectSource } from './gather-project.ts';

/** Takes of one generation that are looked for at most: the latest ones. */
const mostTakes = 500;

/**
 * What is known of a document on some services, and of what its nodes asked for before they were edited. Throws what the
 * owner of the jobs throws.
 */
export async function projectSource(
  document: GraphDocument,
  registry: NodeRegistry,
  services: readonly Service[],
  jobs: Pick<JobClient, 'known'>,
  before: Iterable<JobKey> = [],
): Promise<ProjectSource> {
  const present = new Set<JobKey>();
  const keys = new Set<JobKey>();
  for (const service of services) {
    const evaluation = evaluate(document, registry, service);
    for (const jobKey of keysOf(evaluation).jobs) present.add(jobKey);
    for (const { order } of evaluation.nodes.values())
      if (order) for (const { jobKey } of takeKeys(order, mostTakes)) keys.add(jobKey);
  }
  const { jobs: records } = await jobs.known([...new Set([...present, ...keys, ...before])]);
  return { references: localFilesOf(document), records, present };
}
