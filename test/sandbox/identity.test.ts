import { expect, test } from 'vitest';
import { memoryStore } from '../../src/sandbox/memory-store.ts';
import { handClock, model, testbed, type Testbed } from './testbed.ts';

async function bytesOf(bed: Testbed, id: string): Promise<string> {
  bed.clock.advance(10_000);
  return (await bed.get(`/outputs/${id}/0.mp4`)).text();
}

test('the same submits in the same order have the same ids and bytes on any sandbox', async () => {
  const [one, other] = [testbed(), testbed({ speed: 7, places: 1 })];
  for (const bed of [one, other]) bed.clock.advance(bed === one ? 0 : 123_456);
  const ids = async (bed: Testbed): Promise<string[]> => [
    await bed.submit({ prompt: 'a cat' }),
    await bed.submit({ prompt: 'a dog' }),
    await bed.submit({ prompt: 'a cat' }),
  ];
  const first = await ids(one);
  expect(await ids(other)).toEqual(first);
  for (const id of first) expect(await bytesOf(one, id)).toBe(await bytesOf(other, id));
});

test('an equal body again is another job with another clip', async () => {
  const bed = testbed();
  const [first, second] = [await bed.submit(), await bed.submit()];
  expect(second).not.toBe(first);
  expect(await bytesOf(bed, second)).not.toBe(await bytesOf(bed, first));
  const [a, b] = bed.sandbox.charges();
  expect(a?.bodyHash).toBe(b?.bodyHash);
});

test('the order of fields does not make another body', async () => {
  const [one, other] = [testbed(), testbed()];
  const id = await one.submit({ prompt: 'a', duration: 5 });
  expect(await other.submit({ duration: 5, prompt: 'a' })).toBe(id);
});

test('equal submits at the same moment are different jobs', async () => {
  const bed = testbed();
  const ids = await Promise.all(Array.from({ length: 20 }, () => bed.submit()));
  expect(new Set(ids).size).toBe(20);
});

test('ordinals go on after a restart', async () => {
  const store = memoryStore();
  const clock = handClock();
  const first = await testbed({ store, clock }).submit();
  const second = await testbed({ store, clock }).submit();
  const together = testbed();
  expect([await together.submit(), await together.submit()]).toEqual([first, second]);
});

test('the id is the beginning of the hash in the strip of bits', async () => {
  const bed = testbed();
  const id = await bed.submit();
  bed.clock.advance(3000);
  expect((await bed.clipOf(id)).requestHash.slice(0, 32)).toBe(id.replaceAll('-', ''));
});

test('a submit that cannot be stored is a 500, no charge, and takes no ordinal', async () => {
  const store = memoryStore();
  let full = true;
  const save: typeof store.save = (job) => (full ? Promise.reject(new Error('disk full')) : store.save(job));
  const errors: unknown[] = [];
  const bed = testbed({ store: { ...store, save }, log: (entry) => errors.push(entry.error) });
  const answer = await bed.post(`/v1/models/${model}`, { prompt: 'a cat' });
  expect(answer.status).toBe(500);
  expect(errors).toEqual(['Error: disk full']);
  expect(bed.sandbox.charges()).toEqual([]);
  full = false;
  expect(await bed.submit()).toBe(await testbed().submit());
});
