import { outputKinds } from '../../graph/media-ref.ts';
import type { Output } from '../wire/job-record.ts';

/** What tells one output of a result from another. */
export type OutputPlace = Pick<Output, 'kind' | 'n'>;

/** Whether an output stands in a list. */
export function isAmong(outputs: readonly OutputPlace[], { kind, n }: OutputPlace): boolean {
  return outputs.some((output) => output.kind === kind && output.n === n);
}

/** Videos before images, each by its number. */
export function inOrder<Entry extends OutputPlace>(entries: readonly Entry[]): Entry[] {
  const place = ({ kind, n }: OutputPlace): number => outputKinds.indexOf(kind) * 1000 + n;
  return [...entries].sort((left, right) => place(left) - place(right));
}
