import { type Attempt, foreignOf, type Output } from '../wire/job-record.ts';
import { type Of, replaced } from './attempt-fields.ts';
import type { DurableEvent } from './job-event.ts';
import type { Job } from './job.ts';
import { inOrder, isAmong } from './output-order.ts';

type FileEvent = Extract<DurableEvent, { type: 'cleared' | 'emptied' | 'refetched' }>;
type Event<Type extends FileEvent['type']> = Extract<FileEvent, { type: Type }>;
type ChangeOutput = (output: Output) => Output;

/** What becomes of the files of a result: deleted by hand, gone, here again. Nothing else about its job changes. */
export function afterFiles(job: Job, attempt: Of<'succeeded'>, event: FileEvent): Job {
  return { ...job, attempts: replaced(job, { ...attempt, outputs: attempt.outputs.map(changeOf(event)) }) };
}

/** What was missing and came when it was looked for again joins the others; undefined where it was not missing. */
export function cameLate(
  job: Job,
  attempt: Attempt,
  event: Extract<DurableEvent, { type: 'came_late' }>,
): Job | undefined {
  if (attempt.status !== 'succeeded' || foreignOf(attempt) !== undefined) return undefined;
  const { missing = [], ...rest } = attempt;
  if (!event.outputs.every((output) => isAmong(missing, output))) return undefined;
  const still = missing.filter((place) => !isAmong(event.outputs, place));
  const outputs = inOrder([...attempt.outputs, ...event.outputs]);
  return { ...job, attempts: replaced(job, { ...rest, outputs, ...(still.length === 0 ? {} : { missing: still }) }) };
}

function changeOf(event: FileEvent): ChangeOutput {
  switch (event.type) {
    case 'cleared':
      return cleared(event);
    case 'emptied':
      return emptied(event);
    case 'refetched':
      return refetched(event);
  }
}

function cleared({ outputs, at }: Event<'cleared'>): ChangeOutput {
  return (output) =>
    outputs.some((place) => isAt(output, place)) ? { ...output, cleared: at, clearing: true } : output;
}

function emptied({ outputs }: Event<'emptied'>): ChangeOutput {
  return (output) => {
    if (!outputs.some((place) => isAt(output, place))) return output;
    const { clearing: _, ...rest } = output;
    return rest;
  };
}

function refetched({ output: place }: Event<'refetched'>): ChangeOutput {
  return (output) => {
    if (!isAt(output, place)) return output;
    const { cleared: _, clearing: __, ...whole } = output;
    return whole;
  };
}

function isAt(output: Output, { kind, n }: Pick<Output, 'kind' | 'n'>): boolean {
  return output.kind === kind && output.n === n;
}
