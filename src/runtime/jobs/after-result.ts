import { cutServiceText } from '../runcomfy/service-text.ts';
import type { ResultReading } from '../runcomfy/classify-result.ts';
import type { Finished } from './job.ts';
import type { JobFact } from './settle.ts';

/**
 * For how long a result may lag behind the status (faults.md J04): a minute, counted in reads two seconds apart, because a
 * clock that is set forward must not end a paid job (B12).
 */
export const pendingReads = 30;
const pendingReadMs = 2_000;
/** How often a result without an output is read again, and how far apart in milliseconds (J03). */
export const emptyReads = 3;
export const emptyReadMs = 10_000;

/** What a result that brought no output leads to: read again, or the end of the job. */
export type AfterResult =
  | { readonly do: 'again'; readonly finished: Finished; readonly inMs: number }
  | { readonly do: 'end'; readonly fact: JobFact };

/** Reads an answer to "where is the result" after the service said that the request is over. */
export function afterEmptyResult(
  reading: Extract<ResultReading, { kind: 'empty' | 'pending' }>,
  finished: Finished,
): AfterResult {
  if (reading.kind === 'pending' && finished.pendingReads < pendingReads) {
    return { do: 'again', finished: { ...finished, pendingReads: finished.pendingReads + 1 }, inMs: pendingReadMs };
  }
  if (finished.said === 'failed') {
    const message = finished.text === '' ? 'The service says it failed, without a reason.' : finished.text;
    return { do: 'end', fact: { type: 'failed', failure: { code: 'failed', message } } };
  }
  if (finished.emptyReads < emptyReads) {
    return { do: 'again', finished: { ...finished, emptyReads: finished.emptyReads + 1 }, inMs: emptyReadMs };
  }
  const raw = reading.kind === 'empty' ? reading.raw : `The result still says "${reading.status}".`;
  const message = cutServiceText(`Charged, no output. The service answered: ${raw}`);
  const cost = reading.kind === 'empty' && reading.cost !== undefined ? { cost: reading.cost } : {};
  return { do: 'end', fact: { type: 'failed', failure: { code: 'no-output', message }, ...cost } };
}
