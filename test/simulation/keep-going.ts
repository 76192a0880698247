import type { Timeline } from './timeline.ts';

/** Lets time go by itself, for whoever waits from outside of a simulated world, until the returned function is called. */
export function keepGoing(timeline: Timeline): () => void {
  let over = false;
  function go(): void {
    if (over) return;
    timeline.at(100, () => undefined);
    void timeline.run(() => over, timeline.now() + 100).then(go);
  }
  go();
  return () => void (over = true);
}
