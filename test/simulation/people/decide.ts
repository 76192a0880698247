import {
  type Attempt,
  isDamaged,
  isUndecided,
  presentAttempt,
  type JobRecord,
} from '../../../src/runtime/wire/job-record.ts';
import type { Resolution } from '../../../src/runtime/wire/messages.ts';
import type { Tab } from '../browser/tab.ts';
import type { World } from '../world.ts';
import { unheard } from './person.ts';

/** The jobs that a tab shows as open for a decision. */
export function openDecisions(tab: Tab): readonly JobRecord[] {
  return [...tab.feed.records.values()].filter((record) => isUndecided(presentAttempt(record)));
}

/** What the service's own list shows of a job: requests with its prompt that no record has. */
export function onTheList(world: World, record: JobRecord): readonly string[] {
  const service = world.services[record.service === 'sandbox' ? 'sandbox' : 'live'];
  const taken = new Set(
    (world.gateway.open()?.owner.changes(-1).jobs ?? []).flatMap(({ attempts }) =>
      attempts.flatMap((attempt) => ('requestId' in attempt ? [attempt.requestId] : [])),
    ),
  );
  return [...service.requests.values()]
    .filter(({ prompt, requestId }) => prompt === record.request['prompt'] && !taken.has(requestId))
    .map(({ requestId }) => requestId);
}

/** Decides on what a tab shows. `looks`: after a look at the service's list; otherwise in one of the three ways by chance. */
export function decide(world: World, tab: Tab, record: JobRecord, looks: boolean): void {
  const chance = world.chance.fork(`decision ${record.seq} ${world.timeline.now()}`);
  const attempt = presentAttempt(record);
  const [found] = onTheList(world, record);
  const resolution = looks ? afterALook(attempt, found) : blindly();
  function blindly(): Resolution {
    const decision = chance.pick(['attach', 'not_sent', 'send_again'] as const);
    if (decision !== 'attach') return { decision };
    return { decision, requestId: chance.happens(0.5) && found !== undefined ? found : `typo-${chance.int(1, 9)}` };
  }
  world.count(`decided ${resolution.decision}${looks ? ' after a look' : ''}`);
  world.tell({ kind: 'decided', pair: { jobKey: record.jobKey, attempt: attempt.n }, decision: resolution.decision });
  void tab.client
    .resolve(record.jobKey, { ...resolution, attempt: attempt.n })
    .then((after) => tab.feed.take(after))
    .catch(unheard(world, tab));
}

function afterALook(attempt: Attempt, found: string | undefined): Resolution {
  if (found !== undefined) return { decision: 'attach', requestId: found };
  const maybeUnsent = attempt.status === 'uncertain' && attempt.acceptedAs === undefined && !isDamaged(attempt);
  return { decision: maybeUnsent ? 'not_sent' : 'send_again' };
}
