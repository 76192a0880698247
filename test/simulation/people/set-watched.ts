import { type JobRecord, presentAttempt } from '../../../src/runtime/wire/job-record.ts';
import type { Tab } from '../browser/tab.ts';
import type { World } from '../world.ts';
import { unheard } from './person.ts';

/** Stops watching a job that a tab shows, or watches it again (J06). It may have ended meanwhile. */
export function setWatched(world: World, tab: Tab, record: JobRecord, watched: boolean): void {
  world.count(`${watched ? 'watched again' : 'stopped watching'} ${presentAttempt(record).status}`);
  void tab.client
    .setWatched(record.jobKey, watched)
    .then((after) => tab.feed.take(after))
    .catch(unheard(world, tab));
}
