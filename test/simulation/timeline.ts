/** Virtual time: what happens when. Of two things at the same instant the one that was planned first comes first. */
export interface Timeline {
  /** Milliseconds since 1970 as they really pass; what a machine's clock shows is another thing. */
  now(): number;
  /** Plans an act in so many milliseconds. Returns the way to call it off. */
  at(delayMs: number, act: () => void): () => void;
  /** The machine sleeps, and nobody is awake: time passes for so long, and everything that was planned comes that much later. */
  sleepThrough(ms: number): void;
  /** How long it slept in all. */
  slept(): number;
  /** Lets one act after the other happen until the condition holds or the limit (an instant, without sleep) is reached. */
  run(until: () => boolean, limit: number): Promise<void>;
  /** How many acts have happened. */
  acts(): number;
}

interface Planned {
  at: number;
  readonly order: number;
  readonly act: () => void;
  off: boolean;
}

/** How many acts one turn of the real loop serves. */
const batch = 32;

/**
 * Does one act after the other until one says that it was the last. An immediate of the real loop begins only when every
 * microtask is done, also between two of one turn. Nothing in a simulated world waits for anything but microtasks and the
 * timeline, so this is always enough, and no seed depends on the speed of the machine.
 */
function oneByOne(act: () => 'go on' | 'over'): Promise<void> {
  return new Promise((resolve, reject) => {
    let over = false;
    const end = (settle: () => void): void => {
      over = true;
      settle();
    };
    const next = (): void => {
      if (over) return;
      try {
        if (act() === 'over') end(resolve);
      } catch (error) {
        end(() => reject(error as Error));
      }
    };
    const turn = (): void => {
      if (over) return;
      for (let n = 0; n < batch; n += 1) setImmediate(next);
      setImmediate(turn);
    };
    turn();
  });
}

export function createTimeline(start: number): Timeline {
  let now = start;
  let order = 0;
  let acts = 0;
  let slept = 0;
  let heap: Planned[] = [];

  const before = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  function push(entry: Planned): void {
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Planned;
      if (!before(entry, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }
  function pop(): Planned | undefined {
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && before(right, heap[child] as Planned)) child += 1;
      const below = heap[child] as Planned;
      if (!before(below, last)) break;
      heap[at] = below;
      at = child;
    }
    heap[at] = last;
    return first;
  }

  return {
    now: () => now,
    at(delayMs, act) {
      const entry: Planned = { at: now + Math.max(0, delayMs), order: (order += 1), act, off: false };
      push(entry);
      return () => void (entry.off = true);
    },
    sleepThrough(ms) {
      now += ms;
      slept += ms;
      for (const entry of heap) entry.at += ms;
    },
    slept: () => slept,
    run(until, limit) {
      const before = slept;
      const last = (): number => limit + slept - before;
      return oneByOne(() => {
        if (until()) return 'over';
        let next = pop();
        while (next?.off === true) next = pop();
        if (next === undefined) return 'over';
        if (next.at > last()) {
          push(next);
          now = Math.max(now, last());
          return 'over';
        }
        now = Math.max(now, next.at);
        acts += 1;
        next.act();
        return 'go on';
      });
    },
    acts: () => acts,
  };
}
