import { expect, test } from 'vitest';
import { hashBytes } from '../../src/graph/hash.ts';
import { DownloadError, StorageError, type ByteStore } from '../../src/runtime/jobs/ports.ts';

/** A byte store, and what the world can do to it. */
export interface ByteStoreBed {
  readonly bytes: ByteStore;
  /** From now on the disk takes nothing. */
  refuse(): Promise<void>;
  /** How many files there are, half-written ones included. */
  files(): Promise<number>;
}

const clip = new TextEncoder().encode('not really a clip, but bytes all the same');
const sha256 = hashBytes(clip);
const takeAll = () => ({ ok: true }) as const;

async function* inChunks(bytes: Uint8Array, error?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 7) yield bytes.subarray(at, at + 7);
  if (error !== undefined) throw error;
}

/** What every byte store keeps to (M8, J11–J13, S02). */
export function byteStoreContract(open: () => Promise<ByteStoreBed>): void {
  test('M8 a stream is found by the hash of its bytes, with its type', async () => {
    const { bytes } = await open();
    expect(await bytes.put(inChunks(clip), 'video/mp4', takeAll)).toEqual({ sha256, size: clip.byteLength });
    expect(await bytes.read(sha256)).toEqual({ bytes: clip, mediaType: 'video/mp4' });
    expect([await bytes.has(sha256), await bytes.has('0'.repeat(64))]).toEqual([true, false]);
    expect(await bytes.read('0'.repeat(64))).toBeUndefined();
  });

  test('M8 the check sees the complete bytes, and what it refuses is not kept', async () => {
    const { bytes, files } = await open();
    let seen: Uint8Array | undefined;
    const putting = bytes.put(inChunks(clip), 'video/mp4', (whole) => {
      seen = Uint8Array.from(whole);
      return { ok: false, reason: 'It is not a clip.' };
    });
    await expect(putting).rejects.toEqual(new DownloadError('wrong', 'It is not a clip.'));
    expect(seen).toEqual(clip);
    expect([await bytes.has(sha256), await files()]).toEqual([false, 0]);
  });

  test('J13 what the stream throws passes as it is, and nothing is kept', async () => {
    const { bytes, files } = await open();
    const broken = new DownloadError('broken', 'The connection ended.');
    await expect(bytes.put(inChunks(clip, broken), 'video/mp4', takeAll)).rejects.toBe(broken);
    expect(await files()).toBe(0);
  });

  test('M8 the same bytes put twice at once are there once', async () => {
    const { bytes, files } = await open();
    await Promise.all([1, 2, 3].map(() => bytes.put(inChunks(clip), 'video/mp4', takeAll)));
    expect([await bytes.has(sha256), await files()]).toEqual([true, 1]);
  });

  test('B13 a put that is given up keeps nothing', async () => {
    const { bytes, files } = await open();
    const over = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield clip;
      over.abort(new Error('the process ends'));
      yield clip;
    }
    await expect(bytes.put(endless(), 'video/mp4', takeAll, over.signal)).rejects.toThrow('the process ends');
    expect(await files()).toBe(0);
  });

  test('M8 bytes go only when they are removed by name, and then only these', async () => {
    const { bytes, files } = await open();
    const other = Uint8Array.from([1, 2, 3]);
    await bytes.put(inChunks(clip), 'video/mp4', takeAll);
    await bytes.put(inChunks(other), 'video/mp4', takeAll);
    await bytes.remove(sha256);
    await bytes.remove(sha256);
    expect([await bytes.has(sha256), await bytes.has(hashBytes(other)), await files()]).toEqual([false, true, 1]);
  });

  test('S02 a disk that refuses is a StorageError, and what was kept before can be read', async () => {
    const { bytes, refuse } = await open();
    await refuse();
    await expect(bytes.put(inChunks(clip), 'video/mp4', takeAll)).rejects.toBeInstanceOf(StorageError);
    expect(await bytes.has(sha256)).toBe(false);
  });
}
