import type { JobKey } from '../../graph/keys.ts';
import type { JobFeed } from '../../runtime/run/job-feed.ts';
import type { RunClock } from '../../runtime/run/run-clock.ts';
import { GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import { afterRest } from './after-rest.ts';

/** How long typing must rest before the keys it led to are asked for, in milliseconds. */
const restMs = 200;

/** Asks for the records of keys, once each; what got no answer is asked again. */
export function createJobAsker(feed: Pick<JobFeed, 'ask'>, clock: RunClock, onTrouble: (error: unknown) => void) {
  const asked = new Set<string>();
  const rest = afterRest(clock, restMs, onTrouble);

  const ask = async (wanted: readonly JobKey[]): Promise<void> => {
    const keys = wanted.filter((key) => !asked.has(key));
    if (keys.length === 0) return;
    for (const key of keys) asked.add(key);
    try {
      await feed.ask(keys);
    } catch (error) {
      for (const key of keys) asked.delete(key);
      if (!(error instanceof GatewayUnreachable)) onTrouble(error);
    }
  };

  return {
    /** Each call takes the place of the one before. */
    soon: (wanted: readonly JobKey[]): void => rest.soon(() => void ask(wanted)),
    stop: rest.stop,
  };
}
