import type { JobRecord } from '../../runtime/wire/job-record.ts';

/** The highest take that was ever asked for with a node of a graph. */
export function takesOf(records: Iterable<JobRecord>, graph: string, node: string): number | undefined {
  let highest: number | undefined;
  for (const { origin, take } of records)
    if (origin.graph === graph && origin.node === node) highest = Math.max(highest ?? 0, take);
  return highest;
}
