import { canonicalJson } from '../../../src/graph/canonical-json.ts';
import type { JsonValue } from '../../../src/graph/json.ts';
import { lacksOutput, presentAttempt, type JobRecord, type JobStatus } from '../../../src/runtime/wire/job-record.ts';
import type { InvariantWatch } from './invariant.ts';

/** Where an attempt can no longer come back from, unless somebody looks again for what it lacks. */
const final: ReadonlySet<JobStatus> = new Set(['succeeded', 'rejected', 'cancelled', 'failed', 'abandoned']);

/** What a tab shows of a job never runs backwards: not to an earlier attempt, and not out of an end; and it never stays behind. */
export function neverBackwards(): InvariantWatch {
  const shown = new Map<string, JobRecord>();
  return {
    name: 'records that a tab shows never run backwards',
    seen(fact) {
      if (fact.kind !== 'shown') return undefined;
      const { record } = fact;
      const name = `${fact.tab} ${record.jobKey}`;
      const before = shown.get(name);
      shown.set(name, record);
      if (before === undefined) return undefined;
      const [old, now] = [presentAttempt(before), presentAttempt(record)];
      const who = `${fact.tab} shows ${record.jobKey.slice(0, 8)}`;
      if (now.n < old.n) return `${who} in attempt ${now.n} after ${old.n}`;
      if (now.n === old.n && final.has(old.status) && now.status !== old.status && !lacksOutput(old)) {
        return `${who} ${now.status} after ${old.status}`;
      }
      return undefined;
    },
    atRest({ world, records }) {
      for (const tab of world.browser.openTabs()) {
        for (const [jobKey, seen] of tab.feed.records) {
          const record = records.find((candidate) => candidate.jobKey === jobKey);
          if (record === undefined) continue;
          if (canonicalJson(record.attempts as JsonValue) === canonicalJson(seen.attempts as JsonValue)) continue;
          return `${tab.life.name} still shows ${jobKey.slice(0, 8)} ${presentAttempt(seen).status}, it is ${presentAttempt(record).status}`;
        }
      }
      return undefined;
    },
  };
}
