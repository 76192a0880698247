import type { Timeline } from './timeline.ts';

/** Lets time go by itself, for whoever waits from outside of a simulated world, until the returned function is called. */
export function keepGoing(timeline: Timeline): () => void {
  let over = false;
  async function go(): Promise<void> {
    while (!over) {
      timeline.at(100, () => undefined);
      await timeline.run(() => over, timeline.now() + 100);
    }
  }
  void go();
  return () => void (over = true);
}
