import type { Failure } from '../wire/job-record.ts';
import { refusalCause } from './refusal-cause.ts';
import { serviceWords } from './service-words.ts';

/** A refusal in a line or two: the likely cause where it is recognised, else the service's own words. */
export function refusalWords(failure: Failure): string {
  const cause = refusalCause(failure);
  if (cause) return cause.words;
  return failure.message === '' ? failure.code : serviceWords(failure.message);
}
