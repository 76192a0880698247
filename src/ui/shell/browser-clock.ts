import { type RunClock, timerClock } from '../../runtime/run/run-clock.ts';

/** The browser's own clock and timers. */
export const browserClock: RunClock = timerClock(
  () => Date.now(),
  (ms, ring) => {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  },
);
