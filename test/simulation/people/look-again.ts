import { type JobRecord, presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import type { Tab } from '../browser/tab.ts';
import type { World } from '../world.ts';
import { unheard } from './person.ts';

/** Looks again for what a job lacks (J03, J10, J15). */
export function lookAgain(world: World, tab: Tab, record: JobRecord): void {
  world.count(`looked again for what was ${presentAttempt(record).status}`);
  void tab.client
    .lookAgain(record.jobKey)
    .then((after) => tab.feed.take(after))
    .catch(unheard(world, tab));
}
