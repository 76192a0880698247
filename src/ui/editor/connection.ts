import type { Health } from '../../runtime/wire/messages.ts';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import { GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import type { RunClock } from '../../runtime/run/run-clock.ts';

/** How often the gateway is asked how it is: a token may come while the page is open. Milliseconds. */
const everyMs = 10_000;
/** How often while it does not answer. */
const retryMs = 2_000;

/**
 * Asks the gateway for its health until it is stopped, at once when the page is shown again. `onHealth` is told undefined when
 * it does not answer.
 */
export async function watchHealth(
  jobs: Pick<JobClient, 'health'>,
  clock: RunClock,
  signal: AbortSignal,
  onHealth: (health: Health | undefined) => void,
  onTrouble: (error: unknown) => void,
  onShown?: (listener: () => void) => void,
): Promise<void> {
  let wake = new AbortController();
  onShown?.(() => wake.abort());
  while (!signal.aborted) {
    let answered = true;
    try {
      const health = await jobs.health();
      if (!signal.aborted) onHealth(health);
    } catch (error) {
      answered = false;
      if (!(error instanceof GatewayUnreachable)) onTrouble(error);
      if (!signal.aborted) onHealth(undefined);
    }
    const woken = (wake = new AbortController()).signal;
    try {
      await clock.sleep(answered ? everyMs : retryMs, AbortSignal.any([signal, woken]));
    } catch (error) {
      if (!signal.aborted && !woken.aborted) throw error;
    }
  }
}
