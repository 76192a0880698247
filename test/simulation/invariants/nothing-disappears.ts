import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import type { InvariantWatch } from './invariant.ts';

/** M8: a record that anybody was told of stays, with every attempt, and so do stored bytes. */
export function nothingDisappears(): InvariantWatch {
  const told = new Map<string, { attempts: number; requestIds: Set<string>; sha256s: Set<string> }>();
  function remember({ jobKey, attempts }: JobRecord): string | undefined {
    const known = told.get(jobKey) ?? { attempts: 0, requestIds: new Set(), sha256s: new Set() };
    told.set(jobKey, known);
    known.attempts = Math.max(known.attempts, attempts.length);
    for (const attempt of attempts) {
      if (attempt.status === 'succeeded') for (const { sha256 } of attempt.outputs) known.sha256s.add(sha256);
    }
    return undefined;
  }
  return {
    name: 'no record and no paid bytes ever disappear',
    seen(fact) {
      if (fact.kind === 'told') return remember(fact.record);
      return undefined;
    },
    atRest({ world, records }) {
      for (const [jobKey, known] of told) {
        const record = records.find((candidate) => candidate.jobKey === jobKey);
        if (record === undefined) return `the record of ${jobKey.slice(0, 8)} is gone`;
        if (record.attempts.length < known.attempts) return `an attempt of ${jobKey.slice(0, 8)} is gone`;
        for (const sha256 of known.sha256s) {
          if (world.disk.stored(sha256) === undefined) return `the bytes ${sha256.slice(0, 8)} are gone`;
        }
      }
      return undefined;
    },
  };
}
