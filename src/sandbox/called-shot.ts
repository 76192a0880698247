import { isJsonObject, type JsonValue } from '../graph/json.ts';
import { bodyHashOf } from './body-hash.ts';
import type { CalledShot } from './faults.ts';
import type { JobBook } from './job-book.ts';
import type { Route } from './routes.ts';
import { stateAt } from './sandbox-job.ts';

/** The clip that a call is about, as faults are told of it. */
export function calledShot(
  route: Route,
  body: JsonValue | undefined,
  book: Pick<JobBook, 'find' | 'nextOrdinal'>,
  now: number,
): CalledShot | undefined {
  if (route.operation === 'submit') {
    if (!isJsonObject(body)) return undefined;
    const { prompt, generate_audio: sound } = body;
    return {
      prompt: typeof prompt === 'string' ? prompt : '',
      model: route.model,
      sound: sound !== false,
      // Worked out only where somebody asks: a body may hold many megabytes.
      get ordinal() {
        const hash = bodyHashOf(body);
        return hash === undefined ? 1 : book.nextOrdinal(hash);
      },
    };
  }
  const job = 'id' in route ? book.find(route.id) : undefined;
  if (job === undefined) return undefined;
  const { model, ordinal, clip, submittedAt } = job;
  return { prompt: clip.prompt, model, sound: clip.audio, ordinal, state: stateAt(job, now), ageMs: now - submittedAt };
}
