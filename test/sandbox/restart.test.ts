import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileStore } from '../../src/sandbox/file-store.ts';
import { memoryStore } from '../../src/sandbox/memory-store.ts';
import type { SandboxStore } from '../../src/sandbox/sandbox-job.ts';
import { handClock, testbed } from './testbed.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-store-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe.each(['memory', 'files'])('jobs kept in %s', (kind) => {
  /** A store as the next life of the sandbox opens it. */
  const stores = (): (() => SandboxStore) => {
    const held = memoryStore();
    return () => (kind === 'memory' ? held : fileStore(join(folder, 'jobs')));
  };

  test.each([
    [0, 'in_queue'],
    [599, 'in_queue'],
    [600, 'in_progress'],
    [3000, 'completed'],
  ])('%d ms after the submit a job is %s on both sides of a restart, and goes on to its end', async (ms, status) => {
    const clock = handClock();
    const open = stores();
    const before = testbed({ clock, store: open() });
    const id = await before.submit({ prompt: 'a cat', duration: 6 });
    clock.advance(ms);
    expect(await before.ask(id, 'status')).toMatchObject({ status });
    const after = testbed({ clock, store: open(), speed: 0.001, places: 1 });
    expect(await after.ask(id, 'status')).toEqual(await before.ask(id, 'status'));
    clock.advance(3000);
    expect(await after.ask(id, 'result')).toMatchObject({ status: 'succeeded' });
    expect(await after.clipOf(id)).toEqual(await before.clipOf(id));
    expect(after.sandbox.charges()).toEqual(before.sandbox.charges());
  });

  test('a cancelled job stays cancelled, and who moved up stays there', async () => {
    const clock = handClock();
    const open = stores();
    const before = testbed({ clock, store: open(), places: 1 });
    const [, second, third] = [
      await before.submit({ prompt: '1' }),
      await before.submit({ prompt: '2' }),
      await before.submit({ prompt: '3' }),
    ];
    await before.ask(second, 'cancel');
    const after = testbed({ clock, store: open(), places: 1 });
    expect(await after.ask(second, 'status')).toMatchObject({ status: 'cancelled' });
    expect(await after.ask(third, 'status')).toMatchObject({ queue_position: 2 });
    clock.advance(3000);
    expect(await after.ask(third, 'status')).toMatchObject({ status: 'in_progress' });
  });

  test('new jobs queue behind those of the life before', async () => {
    const clock = handClock();
    const open = stores();
    await testbed({ clock, store: open(), places: 1 }).submit({ prompt: '1' });
    const after = testbed({ clock, store: open(), places: 1 });
    const id = await after.submit({ prompt: '2' });
    expect(await after.ask(id, 'status')).toMatchObject({ queue_position: 2 });
    clock.advance(3000);
    expect(await after.ask(id, 'status')).toMatchObject({ status: 'in_progress' });
    expect(after.sandbox.charges().map((charge) => charge.requestId)).toContain(id);
  });
});

test('files that are no job are set aside by name and left alone; the others load', async () => {
  const id = await testbed({ store: fileStore(folder) }).submit();
  await writeFile(join(folder, 'torn.json'), '{"id":');
  await writeFile(join(folder, 'other.json'), '{"id":"x"}');
  await writeFile(join(folder, `${id}.1-1.part`), '{');
  const setAside: string[] = [];
  const jobs = await fileStore(folder, (file) => setAside.push(file)).load();
  expect(jobs.map((job) => job.id)).toEqual([id]);
  expect(setAside.toSorted()).toEqual(['other.json', 'torn.json']);
  expect(await readdir(folder)).toHaveLength(4);
});

test('a folder that cannot be read is said when the sandbox gets ready', async () => {
  await writeFile(join(folder, 'file'), '');
  const { sandbox } = testbed({ store: fileStore(join(folder, 'file')) });
  await expect(sandbox.ready()).rejects.toMatchObject({ code: 'EEXIST' });
});

test('nothing of an inline reference but its kind and size is kept', async () => {
  const open = fileStore(folder);
  const secret = 'c2VjcmV0'.repeat(50);
  await testbed({ store: open }).submit({ prompt: 'a', images: [`data:image/png;base64,${secret}`] });
  const [job] = await open.load();
  expect(job?.clip.references).toEqual(['Image 1: image/png 300 B']);
  expect(JSON.stringify(job)).not.toContain('c2VjcmV0');
});
