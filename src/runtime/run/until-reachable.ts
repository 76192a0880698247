import { GatewayUnreachable } from '../wire/job-client.ts';
import type { RunClock } from './run-clock.ts';

/** The longest pause between two tries, in milliseconds: the gateway is a process of the same machine. */
const longestPauseMs = 10_000;

/**
 * Repeats a call that is safe to repeat until the owner of the jobs answers it. No answer is never a failed step. `away` is
 * told that there was none, and how often.
 */
export async function untilReachable<T>(
  call: () => Promise<T>,
  clock: RunClock,
  signal: AbortSignal,
  away: (failures: number) => void,
): Promise<T> {
  for (let failures = 0; ;) {
    signal.throwIfAborted();
    try {
      const answer = await call();
      if (failures > 0) away(0);
      return answer;
    } catch (error) {
      if (!(error instanceof GatewayUnreachable)) {
        if (failures > 0) away(0);
        throw error;
      }
      failures += 1;
      away(failures);
    }
    await clock.sleep(Math.min(longestPauseMs, 500 * 2 ** Math.min(failures, 10)), signal);
  }
}
