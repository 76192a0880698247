import { del, delMany, entries, get, set, type UseStore } from 'idb-keyval';
import { z } from 'zod';

const factsSchema = z.strictObject({ size: z.number(), usedAt: z.number() });

/** Bytes by key, of which the least recently used go when the disk is full, or when they are too many. Losing any costs time, never money. */
export interface ByteCache {
  get(key: string): Promise<Blob | undefined>;
  /** Whether they are held now. Never throws: what cannot be kept is a miss (S03, S11). */
  put(key: string, bytes: Blob): Promise<boolean>;
  remove(key: string): Promise<void>;
}

export interface ByteCacheOptions {
  readonly facts: UseStore;
  readonly bytes: UseStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Bytes at most; default as many as the disk takes. */
  readonly most?: number;
  /** Told why bytes were not kept or read. */
  readonly onMiss?: (error: unknown) => void;
  /** Told which keys were given up for others. */
  readonly onEvicted?: (keys: readonly string[]) => Promise<void>;
}

export function byteCache({ facts, bytes, now, most, onMiss, onEvicted }: ByteCacheOptions): ByteCache {
  let turn: Promise<unknown> = Promise.resolve();
  /** Bytes that are held, once that was counted. A key put twice counts twice until it is counted anew. */
  let bytesHeld: number | undefined;

  async function write(key: string, blob: Blob): Promise<void> {
    await set(key, blob, bytes);
    await set(key, { size: blob.size, usedAt: now() }, facts);
    if (most === undefined) return;
    bytesHeld = bytesHeld === undefined ? await countHeld() : bytesHeld + blob.size;
    if (bytesHeld <= most) return;
    await evict(0, key);
    bytesHeld = await countHeld();
  }

  async function countHeld(): Promise<number> {
    return (await entriesHeld()).reduce((sum, { size }) => sum + size, 0);
  }

  async function entriesHeld() {
    return (await entries<string, unknown>(facts)).map(([key, value]) => {
      const parsed = factsSchema.safeParse(value);
      return { key, ...(parsed.success ? parsed.data : { size: 0, usedAt: 0 }) };
    });
  }

  /** Gives up the least recently used until at least some bytes are free, and a quarter of what is held. */
  async function evict(wanted: number, keep: string): Promise<boolean> {
    const others = (await entriesHeld()).filter(({ key }) => key !== keep);
    const total = others.reduce((sum, { size }) => sum + size, 0);
    const goal = Math.max(wanted, total / 4);
    const gone: string[] = [];
    let freed = 0;
    for (const { key, size } of others.sort((a, b) => a.usedAt - b.usedAt)) {
      if (freed >= goal) break;
      gone.push(key);
      freed += size;
    }
    if (gone.length === 0) return false;
    await delMany(gone, bytes);
    await delMany(gone, facts);
    await onEvicted?.(gone);
    return true;
  }

  async function keep(key: string, blob: Blob): Promise<boolean> {
    try {
      try {
        await write(key, blob);
      } catch (error) {
        if (!isFull(error) || !(await evict(blob.size, key))) throw error;
        await write(key, blob);
      }
      return true;
    } catch (error) {
      onMiss?.(error);
      return false;
    }
  }

  return {
    async get(key) {
      try {
        const held: unknown = await get(key, bytes);
        if (!(held instanceof Blob)) return undefined;
        await set(key, { size: held.size, usedAt: now() }, facts);
        return held;
      } catch (error) {
        onMiss?.(error);
        return undefined;
      }
    },
    put(key, blob) {
      // One at a time: a young Chromium holds only about 500 MB of Blobs that JavaScript built (facts/media.md).
      const mine = turn.then(() => keep(key, blob));
      turn = mine;
      return mine;
    },
    async remove(key) {
      await del(key, bytes);
      await del(key, facts);
    },
  };
}

/** The disk, or this origin's part of it, is full. It may show as an AbortError, or as an abort without any error. */
function isFull(error: unknown): boolean {
  if (error === null || error === undefined) return true;
  return error instanceof Error && (error.name === 'QuotaExceededError' || error.name === 'AbortError');
}
