import type { GraphDocument } from '../graph/document.ts';
import { isUnwatched, type JobRecord, presentAttempt } from '../runtime/wire/job-record.ts';

/** Prints a line whenever a job's state changed. */
export function progressLines(document: GraphDocument, print: (line: string) => void) {
  const said = new Map<string, string>();
  return (records: ReadonlyMap<string, JobRecord>): void => {
    for (const [key, record] of records) {
      const attempt = presentAttempt(record);
      const request =
        'requestId' in attempt && attempt.requestId !== undefined ? ` (request ${attempt.requestId})` : '';
      const failure = 'failure' in attempt ? `: ${attempt.failure.message}` : '';
      const waiting =
        record.waiting === undefined
          ? ''
          : `, waits for ${record.waiting.for.replace('_', ' ')}: ${record.waiting.reason}`;
      const unwatched = isUnwatched(attempt) ? ', not watched, may still be made' : '';
      const line = `${record.origin.title || document.title}: ${attempt.status.replace('_', ' ')}${request}${failure}${waiting}${unwatched}`;
      if (said.get(key) === line) continue;
      said.set(key, line);
      print(line);
    }
  };
}
