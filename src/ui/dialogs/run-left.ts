import { evaluate } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { agreedAttempt, type Run } from '../../runtime/run/run.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';

/** What a Run would still send of what was agreed. */
export interface RunLeft {
  readonly shots: number;
  /** Seconds to be generated. */
  readonly seconds: number;
}

/** Counts the agreed generations of Runs that were not sent yet, each once, as far as the Runs and the records at hand tell. */
export function runLeft(
  runs: readonly Run[],
  registry: NodeRegistry,
  records: ReadonlyMap<JobKey, JobRecord>,
): RunLeft {
  const open = new Map<JobKey, number>();
  for (const run of runs)
    for (const [node, { order }] of evaluate(run.document, registry, run.service).nodes) {
      const agreed = order && agreedAttempt(run, order.jobKey);
      if (!order || agreed === undefined) continue;
      const step = Object.hasOwn(run.steps, node) ? run.steps[node]?.status : undefined;
      const record = records.get(order.jobKey);
      const attempt = record && presentAttempt(record);
      const sent = attempt && attempt.n >= agreed && attempt.status !== 'claimed';
      if (step !== 'succeeded' && step !== 'reused' && step !== 'failed' && !sent)
        open.set(order.jobKey, order.meter.seconds);
    }
  return { shots: open.size, seconds: [...open.values()].reduce((sum, seconds) => sum + seconds, 0) };
}

/** "Continue: 3 shots left, 15 s". */
export function continueWords({ shots, seconds }: RunLeft): string {
  return shots === 0 ? 'Continue' : `Continue: ${shots === 1 ? '1 shot' : `${shots} shots`} left, ${seconds} s`;
}
