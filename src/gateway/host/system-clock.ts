import { setTimeout as timer } from 'node:timers/promises';
import type { Clock } from '../../runtime/jobs/ports.ts';
import { sleepInSlices, type MachineTime } from './sliced-sleep.ts';

const machine: MachineTime = {
  now: () => Date.now(),
  // A wait never keeps the process alive by itself.
  async wait(ms, signal) {
    try {
      await timer(ms, undefined, { ref: false, ...(signal && { signal }) });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};

/** The time of this machine. A sleep never keeps the process alive by itself. */
export const systemClock: Clock = {
  now: machine.now,
  sleep: (ms, signal) => sleepInSlices(ms, machine, signal),
};
