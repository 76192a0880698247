import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lockPlaces, type LockPlaces } from '../../../src/gateway/host/lock-places.ts';
import { attemptOwnership, takeOwnership } from '../../../src/gateway/host/owner-lock.ts';
import { temporaryFolder } from './temporary-folder.ts';

const deadName = 'owner-0123456789abcdef.sock';

/** A process that listens on a socket as an owner does, and is killed without notice. */
async function killedOwner(path: string): Promise<void> {
  const program = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`;
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('M12 the first takes the lock, and the second is told where the first is', async () => {
  const folder = await temporaryFolder();
  const first = await takeOwnership(folder);
  if (!first.owned) throw new Error('nobody else is there');
  first.lock.announce('http://127.0.0.1:4173');
  expect(await takeOwnership(folder)).toEqual({ owned: false, address: 'http://127.0.0.1:4173' });
  await first.lock.release();
  const next = await takeOwnership(folder);
  expect(next.owned).toBe(true);
  if (next.owned) await next.lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('M12 the lock of a process that was killed is free', async () => {
  const folder = await temporaryFolder();
  await killedOwner(join(folder, deadName));
  expect(await readdir(folder)).toEqual([deadName]);
  const next = await takeOwnership(folder);
  expect(next.owned).toBe(true);
  expect(await readdir(folder)).toEqual([expect.not.stringContaining(deadName)]);
  expect((await takeOwnership(folder)).owned).toBe(false);
  if (next.owned) await next.lock.release();
});

test('M12 of ten that come at once over a stale lock, exactly one owns', async () => {
  for (let round = 0; round < 5; round += 1) {
    const folder = await temporaryFolder();
    await killedOwner(join(folder, deadName));
    const all = await Promise.all(Array.from({ length: 10 }, () => takeOwnership(folder)));
    const owners = all.filter((ownership) => ownership.owned);
    expect(owners).toHaveLength(1);
    await Promise.all(owners.map((ownership) => ownership.lock.release()));
  }
});

/** The places of a folder, with a first look that sees nothing: what came then came in the moment after it. */
async function placesBefore(
  folder: string,
  later: (names: readonly string[]) => readonly string[],
): Promise<LockPlaces> {
  const places = await lockPlaces(folder);
  onTestFinished(() => places.close());
  let looks = 0;
  return {
    ...places,
    names: async () => (looks++ === 0 ? [] : later(await places.names())),
    remove: async () => Promise.reject(new Error('the name of a living owner must stay')),
  };
}

test('M12 one that finds an owner after it listens itself withdraws, and leaves no name', async () => {
  const folder = await temporaryFolder();
  const other = await takeOwnership(folder);
  if (!other.owned) throw new Error('nobody else is there');
  const names = await readdir(folder);
  expect(await attemptOwnership(await placesBefore(folder, (found) => found))).toBeUndefined();
  expect(await readdir(folder)).toEqual(names);
  expect((await takeOwnership(folder)).owned).toBe(false);
  await other.lock.release();
});

test('M12 one whose own name was removed, so that nobody could see it, withdraws', async () => {
  expect(await attemptOwnership(await placesBefore(await temporaryFolder(), () => []))).toBeUndefined();
});

test('a folder with a name longer than a socket path may be can be owned', async () => {
  if (process.platform !== 'linux') return;
  const folder = join(await temporaryFolder(), 'x'.repeat(200));
  await mkdir(folder);
  const ownership = await takeOwnership(folder);
  expect(ownership.owned).toBe(true);
  if (ownership.owned) await ownership.lock.release();
});
