import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { Service } from '../../graph/service.ts';

/** Below this many finished jobs nothing is said about how long the next one may take. */
const fewest = 3;

/**
 * "usually 3–5 min", from the own finished jobs of a model on a service: the middle half of their times from sending to
 * storing. Undefined while there are fewer than three: nothing is invented.
 */
export function usualWords(records: Iterable<JobRecord>, service: Service, model: string): string | undefined {
  const seconds: number[] = [];
  for (const record of records) {
    if (record.service !== service || record.model !== model) continue;
    const attempt = presentAttempt(record);
    if (attempt.status === 'succeeded' && attempt.since > attempt.submittedAt)
      seconds.push((attempt.since - attempt.submittedAt) / 1000);
  }
  if (seconds.length < fewest) return undefined;
  seconds.sort((a, b) => a - b);
  const at = (part: number): number => seconds[Math.round((seconds.length - 1) * part)] ?? 0;
  return `usually ${spanWords(at(0.25), at(0.75))}`;
}

function spanWords(low: number, high: number): string {
  const minutes = high >= 90;
  const rounded = (seconds: number): number => Math.max(1, Math.round(minutes ? seconds / 60 : seconds));
  const [from, to] = [rounded(low), rounded(high)];
  return `${from === to ? `${to}` : `${from}–${to}`} ${minutes ? 'min' : 's'}`;
}

/** The highest take that was ever asked for with a node of a graph. */
export function takesOf(records: Iterable<JobRecord>, graph: string, node: string): number | undefined {
  let highest: number | undefined;
  for (const { origin, take } of records)
    if (origin.graph === graph && origin.node === node) highest = Math.max(highest ?? 0, take);
  return highest;
}
