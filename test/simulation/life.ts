import type { Chance } from './chance.ts';
import type { World } from './world.ts';

/** A process: an owner of jobs, or a tab. Once dead it neither acts nor hears of anything. */
export interface Life {
  readonly name: string;
  alive(): boolean;
  die(why: string): void;
  onDeath(listener: () => void): void;
  /** What the machine's clock shows. */
  now(): number;
  /** Rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /**
   * Does something outside of the process, which takes time and may be the last thing it does. `failure` is what it hears
   * when the act goes wrong; an act that is `away` goes on when the process dies after it left.
   */
  io<T>(name: string, act: () => T | Promise<T>, options: IoOptions<T>): Promise<T>;
}

export interface IoOptions<T> {
  readonly failure: () => Error | { readonly answer: T };
  readonly away?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** What becomes of one act: it fails or the process dies, before it had its effect or after. */
export type Interference = 'fail' | 'fail after' | 'die' | 'die after' | undefined;

export function createLife(name: string, world: World, chance: Chance): Life {
  const { timeline, trace } = world;
  let alive = true;
  const listeners: (() => void)[] = [];
  const never = new Promise<never>(() => undefined);

  function die(why: string): void {
    if (!alive) return;
    alive = false;
    trace.say(`${name} dies: ${why}`);
    world.tell({ kind: 'ended', life: name });
    for (const listener of listeners) listener();
  }

  function latency(what: string, away: boolean): number {
    if (what.endsWith('sync') && chance.happens(0.15)) return chance.int(50, 900);
    if (chance.happens(0.02)) return chance.int(200, 2_500);
    return away ? chance.int(5, 120) : chance.int(0, 6);
  }

  return {
    name,
    alive: () => alive,
    die,
    onDeath: (listener) => void listeners.push(listener),
    now: () => timeline.now() + world.clockOffset,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const abort = (): void => {
          callOff();
          reject(reasonOf(signal));
        };
        if (signal?.aborted === true) return reject(reasonOf(signal));
        const callOff = timeline.at(ms, () => {
          signal?.removeEventListener('abort', abort);
          if (alive) resolve();
        });
        signal?.addEventListener('abort', abort, { once: true });
      }),
    io(what, act, { failure, away = false, signal }) {
      if (!alive) return never;
      const cut = world.interfere(name, what);
      trace.say(`${name} ${what}${cut === undefined ? '' : ` (${cut})`}`);
      if (cut !== undefined) world.count(`${cut} ${kindOf(name, what)}`);
      if (cut === 'die') {
        die(`before "${what}"`);
        return never;
      }
      return new Promise((resolve, reject) => {
        let over = false;
        const end = (settle: () => void): void => {
          if (over || !alive) return;
          over = true;
          signal?.removeEventListener('abort', abort);
          settle();
        };
        const fail = (): void => {
          const heard = failure();
          end(() => (heard instanceof Error ? reject(heard) : resolve(heard.answer)));
        };
        const answered = (settle: () => void): void => {
          if (cut === 'die after') return die(`after "${what}"`);
          if (cut === 'fail after') return fail();
          if (away) timeline.at(latency(what, true), () => end(settle));
          else end(settle);
        };
        const abort = (): void => fail();
        if (signal?.aborted === true) return queueMicrotask(fail);
        signal?.addEventListener('abort', abort, { once: true });
        timeline.at(latency(what, away), () => {
          if (!alive && !away) return;
          if (cut === 'fail') return fail();
          let acting: Promise<Awaited<ReturnType<typeof act>>>;
          try {
            acting = Promise.resolve(act());
          } catch (error) {
            acting = Promise.reject(error as Error);
          }
          acting.then(
            (value) => answered(() => resolve(value)),
            (error: unknown) => answered(() => reject(error as Error)),
          );
        });
      });
    },
  };
}

/** What sort of process did what sort of act, for the counters: `gateway journal write submitting`, `tab put`. */
function kindOf(life: string, what: string): string {
  const words = /^(journal write \w+|(journal|file|folder|run|result) \w+|\w+)/.exec(what)?.[0] ?? what;
  return `${life.replace(/-\d+$/, '')} ${words}`;
}

function reasonOf(signal: AbortSignal | undefined): Error {
  return signal?.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError');
}
