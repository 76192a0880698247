import { evaluate } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { listed } from '../../runtime/run/listed.ts';
import { agreedAttempt, type Run } from '../../runtime/run/run.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { titleOf } from '../canvas/title-of.ts';

/** What a Run would still send of what was agreed. */
export interface RunLeft {
  readonly shots: number;
  /** Seconds to be generated. */
  readonly seconds: number;
  /** What their nodes are called. */
  readonly titles: readonly string[];
}

/** Counts the agreed generations of Runs that were not sent yet, each once, as far as the Runs and the records at hand tell. */
export function runLeft(
  runs: readonly Run[],
  registry: NodeRegistry,
  records: ReadonlyMap<JobKey, JobRecord>,
): RunLeft {
  const open = new Map<JobKey, { readonly seconds: number; readonly title: string }>();
  for (const run of runs)
    for (const [id, { node, order }] of evaluate(run.document, registry, run.service).nodes) {
      const agreed = order && agreedAttempt(run, order.jobKey);
      if (!order || agreed === undefined) continue;
      const step = Object.hasOwn(run.steps, id) ? run.steps[id]?.status : undefined;
      const record = records.get(order.jobKey);
      const attempt = record && presentAttempt(record);
      const sent = attempt && attempt.n >= agreed && attempt.status !== 'claimed';
      if (step !== 'succeeded' && step !== 'reused' && step !== 'failed' && !sent)
        open.set(order.jobKey, { seconds: order.meter.seconds, title: titleOf(node, registry) });
    }
  const left = [...open.values()];
  const seconds = left.reduce((sum, one) => sum + one.seconds, 0);
  return { shots: left.length, seconds, titles: left.map(({ title }) => title) };
}

/** "Continue: 3 shots left, 15 s". */
export function continueWords({ shots, seconds }: Pick<RunLeft, 'shots' | 'seconds'>): string {
  return shots === 0 ? 'Continue' : `Continue: ${shots === 1 ? '1 shot' : `${shots} shots`} left, ${seconds} s`;
}

/** "Continue sends SH010 and SH020, nothing else." Empty where nothing is left. */
export function sendsWords({ titles }: Pick<RunLeft, 'titles'>): string {
  return titles.length === 0 ? '' : `Continue sends ${listed(titles)}, nothing else.`;
}
