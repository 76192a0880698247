import { type Attempt, foreignOf } from '../../runtime/wire/job-record.ts';

/** A clip that is there, in a word: by where it came from, and by whether it was paid for. */
export function madeWord(attempt: Attempt | undefined, service: string): string {
  if (attempt && foreignOf(attempt)) return 'from a project';
  return service === 'sandbox' ? 'rehearsed' : 'done';
}
