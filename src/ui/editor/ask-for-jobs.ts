import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobFeed } from '../../runtime/run/job-feed.ts';
import type { RunClock } from '../../runtime/run/run-clock.ts';
import { keysOf } from '../../runtime/run/run-keys.ts';
import { GatewayUnreachable } from '../../runtime/wire/job-client.ts';

/** How long typing must rest before the keys it led to are asked for, in milliseconds. */
const restMs = 200;

/** Asks for the records of every key that a document comes to, once each; what got no answer is asked again. */
export function createJobAsker(feed: Pick<JobFeed, 'ask'>, clock: RunClock, onTrouble: (error: unknown) => void) {
  const asked = new Set<string>();
  let timer: AbortController | undefined;

  const ask = async (evaluation: Evaluation): Promise<void> => {
    const keys = keysOf(evaluation).jobs.filter((key) => !asked.has(key));
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
    soon(evaluation: Evaluation): void {
      timer?.abort();
      const mine = (timer = new AbortController());
      clock.sleep(restMs, mine.signal).then(
        () => void ask(evaluation),
        (error: unknown) => {
          if (!mine.signal.aborted) onTrouble(error);
        },
      );
    },
    stop: (): void => timer?.abort(),
  };
}
