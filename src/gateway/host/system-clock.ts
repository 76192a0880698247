import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../runtime/jobs/ports.ts';

/** The time of this machine. A sleep never keeps the process alive by itself. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { ref: false, ...(signal && { signal }) });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
