import { isJsonObject, type JsonValue } from '../../graph/json.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { LikelyCost } from './sent-words.ts';

/** What decides a price, as far as it is known: model, length, resolution, sound. */
function kindOf({ service, model, sentModel, request }: JobRecord): string {
  const body: JsonValue = request;
  const { duration = null, resolution = null, generate_audio: sound = null } = isJsonObject(body) ? body : {};
  return JSON.stringify([service, sentModel ?? model, duration, resolution, sound]);
}

/** What the latest generation equal to a job in all that decides the price cost; undefined where none tells. */
export function equalCost(job: JobRecord, others: Iterable<JobRecord>): LikelyCost | undefined {
  const kind = kindOf(job);
  let latest: { readonly at: number; readonly usd: number } | undefined;
  for (const other of others) {
    if (kindOf(other) !== kind) continue;
    for (const attempt of other.attempts) {
      if (attempt.status !== 'succeeded' || attempt.cost === undefined) continue;
      if (latest === undefined || attempt.since > latest.at) latest = { at: attempt.since, usd: attempt.cost };
    }
  }
  if (!latest) return undefined;
  const day = new Date(latest.at).toLocaleDateString(undefined, { dateStyle: 'medium' });
  return { usd: latest.usd, from: `as an equal one did on ${day}` };
}
