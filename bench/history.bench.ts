import { beforeAll, bench, describe } from 'vitest';
import type { JobOwner } from '../src/runtime/jobs/ports.ts';
import { createJobWorld } from '../test/fakes/job-world.ts';
import { journalOfMany } from '../test/fakes/many-jobs.ts';

async function ownerOf(jobs: number): Promise<JobOwner> {
  const world = createJobWorld();
  world.journal.lines.push(...journalOfMany(jobs).map((entry) => JSON.stringify(entry)));
  return (await world.life()).owner;
}

let small: JobOwner;
let large: JobOwner;
beforeAll(async () => {
  small = await ownerOf(100);
  large = await ownerOf(10_000);
});

/** What the gateway does for one question: the page, and its text. */
const page = (owner: JobOwner, offset: number, search?: string): string =>
  JSON.stringify(owner.history({ offset, limit: 50, ...(search !== undefined && { search }) }));

describe('a page of the history: a hundred times the jobs', () => {
  bench('first page of 100', () => void page(small, 0));
  bench('first page of 10,000', () => void page(large, 0));
  bench('last page of 10,000', () => void page(large, 9_950));
});

describe('a search of the history: a hundred times the jobs', () => {
  bench('searched, 100 jobs', () => void page(small, 0, 'shot 7'));
  bench('searched, 10,000 jobs', () => void page(large, 0, 'shot 7'));
  bench('searched and nothing found, 10,000 jobs', () => void page(large, 0, 'no such words'));
});
