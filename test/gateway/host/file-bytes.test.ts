import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineDisk } from '../../../src/gateway/host/disk.ts';
import { openFileBytes } from '../../../src/gateway/host/file-bytes.ts';
import { indexShippedMedia } from '../../../src/gateway/host/shipped-media.ts';
import { hashBytes } from '../../../src/graph/hash.ts';
import { StorageError } from '../../../src/runtime/jobs/ports.ts';
import { temporaryFolder } from './temporary-folder.ts';

const clip = new TextEncoder().encode('not really a clip, but bytes all the same');
const hash = hashBytes(clip);
const takeAll = () => ({ ok: true }) as const;

async function* inChunks(bytes: Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

test('M8 a stream becomes one plain file named by its hash, and its bytes come back', async () => {
  const folder = join(await temporaryFolder(), 'media');
  const bytes = await openFileBytes(folder);
  expect(await bytes.put(inChunks(clip), 'video/mp4', takeAll)).toEqual({ sha256: hash, size: clip.byteLength });
  expect(await readdir(folder)).toEqual([`${hash}.mp4`]);
  expect(await bytes.read(hash)).toEqual({ bytes: clip, mediaType: 'video/mp4' });
  expect(await bytes.has(hash)).toBe(true);
  expect(await bytes.has('0'.repeat(64))).toBe(false);
  expect(await bytes.read('../../etc/passwd')).toBeUndefined();
});

test('M8 B13 a file that is there already has its name made durable too: whoever renamed it may have died before that', async () => {
  const folder = join(await temporaryFolder(), 'media');
  const synced: string[] = [];
  const bytes = await openFileBytes(folder, new Map(), {
    ...machineDisk,
    syncFolder: async (name) => void synced.push(name),
  });
  await bytes.put(inChunks(clip), 'video/mp4', takeAll);
  await bytes.put(inChunks(clip), 'video/mp4', takeAll);
  expect(synced).toEqual([folder, folder]);
});

test('a file is found with its size and type', async () => {
  const folder = join(await temporaryFolder(), 'media');
  const bytes = await openFileBytes(folder);
  await bytes.put(inChunks(clip), 'image/png', takeAll);
  const found = { path: join(folder, `${hash}.png`), size: clip.byteLength, mediaType: 'image/png' };
  expect(await bytes.find(hash)).toEqual(found);
});

test('B13 what an earlier process left half written is removed at start', async () => {
  const folder = join(await temporaryFolder(), 'media');
  await mkdir(folder);
  await writeFile(join(folder, 'abc.tmp'), 'half');
  await writeFile(join(folder, `${hash}.mp4`), clip);
  await openFileBytes(folder);
  expect(await readdir(folder)).toEqual([`${hash}.mp4`]);
});

test('M8 bytes that are already there are not written over', async () => {
  const folder = join(await temporaryFolder(), 'media');
  const bytes = await openFileBytes(folder);
  await bytes.put(inChunks(clip), 'video/mp4', takeAll);
  await bytes.put(inChunks(clip, 3), 'video/quicktime', takeAll);
  expect(await readdir(folder)).toEqual([`${hash}.mp4`]);
});

test('S02 a folder that vanished is a StorageError', async () => {
  const parent = await temporaryFolder();
  const folder = join(parent, 'media');
  const bytes = await openFileBytes(folder);
  await rm(folder, { recursive: true });
  await expect(bytes.put(inChunks(clip), 'video/mp4', takeAll)).rejects.toBeInstanceOf(StorageError);
});

test('shipped pictures are found by hash, and what is put is kept in the data folder all the same', async () => {
  const shippedFolder = await temporaryFolder();
  await mkdir(join(shippedFolder, 'media'));
  await writeFile(join(shippedFolder, 'media', 'character.png'), clip);
  await writeFile(join(shippedFolder, 'story.json'), '{}');
  const shipped = await indexShippedMedia(shippedFolder);
  expect([...shipped.keys()]).toEqual([hash]);
  const folder = join(await temporaryFolder(), 'media');
  const bytes = await openFileBytes(folder, shipped);
  expect(await bytes.read(hash)).toEqual({ bytes: clip, mediaType: 'image/png' });
  await bytes.put(inChunks(clip), 'image/png', takeAll);
  expect(await readdir(folder)).toEqual([`${hash}.png`]);
  expect((await indexShippedMedia(join(shippedFolder, 'nowhere'))).size).toBe(0);
});
