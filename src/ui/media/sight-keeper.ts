import type { ClipFacts } from '../../media/clip-facts.ts';

/** How a preview stands. A failed one says why, as a sentence. */
export type Sight =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly url: string }
  /** Would be loaded from a host that the document names, when the person allows it (SEC26). */
  | { readonly kind: 'asks'; readonly host: string }
  | { readonly kind: 'failed'; readonly why: string };

/** The part of `URL` that hands out addresses of bytes. */
export interface ObjectUrls {
  createObjectURL(bytes: Blob): string;
  revokeObjectURL(url: string): void;
}

/** A picture to show, with what else its reading told. */
export interface Seen {
  readonly picture: Blob;
  readonly facts?: ClipFacts | undefined;
}

interface Entry {
  sight: Sight;
  facts?: ClipFacts | undefined;
  /** The count of sweeps at the last question. */
  asked: number;
}

/** Previews by key: read once, shown by object URLs that are given back when nobody needs them. */
export interface SightKeeper {
  /** The sight of a key; the first question starts the reading. */
  see(key: string, read: () => Promise<Seen>): Sight;
  /** The same, one reading after the other: decoding must not hold the page up. */
  inTurn(key: string, read: () => Promise<Seen>): Sight;
  factsOf(key: string): ClipFacts | undefined;
  /** Gives back what is not live and was not asked for lately. */
  sweep(live: ReadonlySet<string>): void;
  forgetFailures(): void;
  dispose(): void;
}

/** Sweeps that something outside of the document, such as a take in a list, outlives without being asked for. */
const patience = 50;

export function sightKeeper(urls: ObjectUrls, changed: () => void): SightKeeper {
  const entries = new Map<string, Entry>();
  let sweeps = 0;
  let over = false;
  let turn: Promise<unknown> = Promise.resolve();

  function start(key: string, read: () => Promise<Seen>): Entry {
    const entry: Entry = { sight: { kind: 'loading' }, asked: sweeps };
    entries.set(key, entry);
    void settle(key, entry, read);
    return entry;
  }

  async function settle(key: string, entry: Entry, read: () => Promise<Seen>): Promise<void> {
    try {
      const { picture, facts } = await read();
      if (over || entries.get(key) !== entry) return;
      entry.facts = facts;
      entry.sight = { kind: 'ready', url: urls.createObjectURL(picture) };
    } catch (error) {
      entry.sight = { kind: 'failed', why: reasonOf(error) };
    }
    if (!over) changed();
  }

  function drop(key: string, entry: Entry): void {
    if (entry.sight.kind === 'ready') urls.revokeObjectURL(entry.sight.url);
    entries.delete(key);
  }

  const see = (key: string, read: () => Promise<Seen>): Sight => {
    const entry = entries.get(key) ?? start(key, read);
    entry.asked = sweeps;
    return entry.sight;
  };
  return {
    see,
    inTurn: (key, read) =>
      see(key, () => {
        const mine = turn.then(() => read());
        turn = mine.catch(() => undefined);
        return mine;
      }),
    factsOf: (key) => entries.get(key)?.facts,
    sweep(live) {
      sweeps++;
      for (const [key, entry] of entries) if (!live.has(key) && sweeps - entry.asked > patience) drop(key, entry);
    },
    forgetFailures() {
      for (const [key, entry] of entries) if (entry.sight.kind === 'failed') drop(key, entry);
    },
    dispose() {
      over = true;
      for (const [key, entry] of entries) drop(key, entry);
    },
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message.slice(0, 300) : 'The bytes could not be read.';
}
