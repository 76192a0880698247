import { beforeAll, describe, expect, test } from 'vitest';
import type { JobOwner } from '../../../src/runtime/jobs/ports.ts';
import type { HistoryPage } from '../../../src/runtime/wire/messages.ts';
import { createJobWorld, order, statusOf } from '../../fakes/job-world.ts';
import { journalOfMany, manyKey } from '../../fakes/many-jobs.ts';

const titles = (owner: JobOwner, asked: Partial<HistoryPage>): string[] =>
  owner.history({ offset: 0, limit: 500, ...asked }).jobs.map(({ origin }) => origin.title);

describe('a history of ten thousand jobs', () => {
  const count = 10_001;
  const finished = 100;
  let owner: JobOwner;
  beforeAll(async () => {
    const world = createJobWorld();
    world.journal.lines.push(...journalOfMany(count, finished).map((entry) => JSON.stringify(entry)));
    ({ owner } = await world.life());
  });

  test('S13 the 10,001st entry is there, the list stays paged, and no entry was given up for it', () => {
    const first = owner.history({ offset: 0, limit: 50 });
    expect(first.total).toBe(count);
    expect(first.jobs.map(({ origin }) => origin.title)).toEqual(
      Array.from({ length: 50 }, (_, n) => `SH${10_000 - n}`),
    );
    expect(titles(owner, { offset: 10_000, limit: 50 })).toEqual(['SH0']);
    expect(owner.history({ offset: 10_001, limit: 50 })).toMatchObject({ jobs: [], total: count });
  });

  test('search and filters narrow the whole history, not the page that is shown', () => {
    expect(titles(owner, { search: 'SHOT 77: A' })).toEqual(['SH77']);
    expect(titles(owner, { search: 'request-99' })).toEqual(['SH99']);
    expect(titles(owner, { search: manyKey(5).slice(0, 16) })).toEqual(['SH5']);
    expect(owner.history({ service: 'live', offset: 0, limit: 1 }).total).toBe(5_001);
    expect(owner.history({ service: 'sandbox', graph: 'Night market 3', offset: 0, limit: 1 }).total).toBe(715);
    expect(owner.history({ group: 'made', offset: 0, limit: 1 }).total).toBe(finished);
    // All graphs are named whatever is asked, so that another one can be chosen.
    const graphs = owner.history({ graph: 'Night market 3', offset: 0, limit: 1 }).graphs ?? [];
    expect([graphs.length, new Set(graphs).size]).toEqual([7, 7]);
    expect(titles(owner, { group: 'failed' })).toEqual([]);
    expect(titles(owner, { search: 'sh1\0' })).toEqual(titles(owner, { search: 'sh1' }));
  });
});

describe('pages while jobs come in', () => {
  async function shots(count: number) {
    const world = createJobWorld();
    const { owner } = await world.life();
    const put = async (n: number, attempt = 1) => {
      const shot = order({ take: n, attempt, origin: { graph: 'film', node: '1', title: `SH${n}` } });
      await owner.put(shot.jobKey, shot.order);
      await world.clock.advance(1_000);
      return shot;
    };
    for (let n = 1; n <= count; n++) await put(n);
    return { world, owner, put };
  }

  test('a new job moves no page of a question that was begun before it, and is there for the next one', async () => {
    const { owner, put } = await shots(4);
    const { seq: asOf } = owner.history({ offset: 0, limit: 2 });
    await put(5);
    expect(titles(owner, { asOf, offset: 2, limit: 2 })).toEqual(['SH2', 'SH1']);
    expect(owner.history({ asOf, offset: 0, limit: 9 }).total).toBe(4);
    expect(titles(owner, {})).toEqual(['SH5', 'SH4', 'SH3', 'SH2', 'SH1']);
  });

  test('a job that is claimed again comes first, and stands where it stood for a question that was begun before', async () => {
    const { world, owner, put } = await shots(3);
    world.service.script('submit', () => ({ kind: 'answer', status: 422, headers: {}, body: '{}', cut: false }));
    const shot = await put(4);
    expect(statusOf(owner, shot.jobKey)).toBe('rejected');
    await put(5);
    const { seq: asOf } = owner.history({ offset: 0, limit: 1 });
    await put(4, 2);
    expect(titles(owner, {})).toEqual(['SH4', 'SH5', 'SH3', 'SH2', 'SH1']);
    expect(titles(owner, { asOf })).toEqual(['SH5', 'SH4', 'SH3', 'SH2', 'SH1']);
  });

  test('a number of an earlier life of the owner hides nothing of what that life knew', async () => {
    const { world, owner } = await shots(3);
    const { seq: asOf } = owner.history({ offset: 0, limit: 1 });
    await owner.stop();
    const { owner: next } = await world.life();
    expect(titles(next, { asOf })).toEqual(['SH3', 'SH2', 'SH1']);
  });

  test('a job goes over to what was made when its clip is stored', async () => {
    const { world, owner, put } = await shots(0);
    world.service.queuedMs = 600_000;
    const shot = await put(1);
    expect(titles(owner, { group: 'running' })).toEqual(['SH1']);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(titles(owner, { group: 'running' })).toEqual([]);
    expect(titles(owner, { group: 'made' })).toEqual(['SH1']);
  });

  test('what waits for a person is told apart from what came to nothing', async () => {
    const { world, owner, put } = await shots(0);
    world.service.script('submit', () => ({ kind: 'lost', reason: 'cut' }));
    await put(1);
    world.service.script('submit', () => ({ kind: 'answer', status: 422, headers: {}, body: '{}', cut: false }));
    await put(2);
    world.service.script('submit', () => ({ kind: 'answer', status: 402, headers: {}, body: '{}', cut: false }));
    await put(3);
    expect(titles(owner, { group: 'waiting' })).toEqual(['SH3', 'SH1']);
    expect(titles(owner, { group: 'failed' })).toEqual(['SH2']);
  });

  test('S12 one entry of the journal that does not parse leaves the other jobs in the history', async () => {
    const { world, owner } = await shots(3);
    await owner.stop();
    const at = world.journal.lines.findIndex((line) => line.includes('"claimed"') && line.includes('SH2'));
    world.journal.lines[at] = '{"kind":"job","seq":1,"event":{"type":"nonsense"}}';
    const { owner: next } = await world.life();
    expect(titles(next, {})).toEqual(['SH3', 'SH1']);
  });
});
