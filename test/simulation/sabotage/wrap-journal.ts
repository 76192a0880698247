import type { JsonObject } from '../../../src/graph/json.ts';
import type { JobOwnerPorts } from '../../../src/runtime/jobs/job-owner.ts';
import type { Journal } from '../../../src/runtime/jobs/ports.ts';
import type { Life } from '../life.ts';

/** The type of the job's event in an entry, or its kind. */
export function entryType(entry: JsonObject): unknown {
  const { kind, event } = entry;
  return typeof event === 'object' && event !== null && 'type' in event ? event.type : kind;
}

/** The ports with another `append` for entries of one type. */
export function appending(type: string, append: (entry: JsonObject, journal: Journal, life: Life) => Promise<void>) {
  return (ports: JobOwnerPorts, life: Life): JobOwnerPorts => {
    const { journal } = ports;
    const wrapped: Journal = {
      read: () => journal.read(),
      append: (entry) => (entryType(entry) === type ? append(entry, journal, life) : journal.append(entry)),
    };
    return { ...ports, journal: wrapped };
  };
}

/** Says that it is written, and writes it so many milliseconds later. */
export function later(ms: number) {
  return (entry: JsonObject, journal: Journal, life: Life): Promise<void> => {
    void life
      .sleep(ms)
      .then(() => journal.append(entry))
      .catch(() => undefined);
    return Promise.resolve();
  };
}
