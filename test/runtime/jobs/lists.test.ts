import { describe, expect, test } from 'vitest';
import { createJobWorld, order, recordOf, statusOf } from '../../fakes/job-world.ts';

describe('what clients ask', () => {
  test('changes are what changed after a number, and the number never runs backwards, even over a restart', async () => {
    const world = createJobWorld();
    const first = await world.life();
    const shot = order();
    const other = order({ take: 2 });
    await first.owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(first.owner, shot.jobKey) === 'succeeded');
    const { seq } = first.owner.changes(0);
    expect(first.owner.changes(seq).jobs).toEqual([]);
    await first.owner.put(other.jobKey, other.order);
    expect(first.owner.changes(seq).jobs.map(({ jobKey }) => jobKey)).toEqual([other.jobKey]);
    const before = first.owner.changes(0).seq;
    first.kill();
    world.clock.jump(-3_600_000);
    const { owner } = await world.life();
    const after = owner.changes(before);
    expect(after.seq).toBeGreaterThan(before);
    expect(after.jobs.map(({ jobKey }) => jobKey)).toEqual([other.jobKey]);
    expect(owner.known([shot.jobKey, other.jobKey, shot.jobKey, '0'.repeat(64)]).jobs.length).toBe(2);
  });

  test('changes come in the order in which they happened, each with its media, and how long such jobs usually take', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const ref = { url: 'https://example.org/a.mp4' };
    const media = [{ ref, travels: 'url' as const }];
    const shots = [1, 2, 3, 4].map((take) =>
      order({ take, request: { prompt: 'on', videos: [{ $ref: ref }] }, media }),
    );
    for (const { jobKey, order: wanted } of shots) await owner.put(jobKey, wanted);
    await world.clock.settle();
    // The first one changes last.
    await owner.cancel(shots[0]?.jobKey ?? '');
    const { jobs } = owner.changes(0);
    expect(jobs.map(({ take }) => take).at(-1)).toBe(1);
    expect(jobs.map(({ seq }) => seq)).toEqual(jobs.map(({ seq }) => seq).toSorted((one, other) => one - other));
    expect(jobs.every((job) => JSON.stringify(job.media) === JSON.stringify(media))).toBe(true);
    expect(jobs.every((job) => !('usual' in job) && !('meter' in job))).toBe(true);
    await world.clock.runUntil(() => shots.slice(1).every(({ jobKey }) => statusOf(owner, jobKey) === 'succeeded'));
    const fifth = order({ take: 5, request: { prompt: 'on', videos: [{ $ref: ref }] }, media });
    await owner.put(fifth.jobKey, fifth.order);
    expect(recordOf(owner, fifth.jobKey).usual?.fromMs).toBeGreaterThan(0);
    expect(recordOf(owner, shots[1]?.jobKey ?? '')).not.toHaveProperty('usual');
  });

  test('a poll that says nothing new is no change', async () => {
    const world = createJobWorld();
    world.service.queuedMs = 600_000;
    const { owner } = await world.life();
    const shot = order();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.advance(5_000);
    const { seq } = owner.changes(0);
    await world.clock.advance(60_000);
    expect(world.service.count('status')).toBeGreaterThan(10);
    expect(owner.changes(seq).jobs).toEqual([]);
  });

  test('the history is newest first, paged and searched over prompt, title, graph, request id and key', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    const shots = ['a red fox', 'a BLUE whale', 'a green frog'].map((prompt, n) =>
      order({ request: { prompt }, origin: { graph: `graph ${n}`, node: '1', title: `Shot ${n + 1}` } }),
    );
    for (const { jobKey, order: wanted } of shots) {
      await owner.put(jobKey, wanted);
      await world.clock.advance(1_000);
    }
    const find = (search: string) =>
      owner.history({ search, offset: 0, limit: 10 }).jobs.map(({ request }) => request.prompt);
    expect(find('')).toEqual(['a green frog', 'a BLUE whale', 'a red fox']);
    expect(find('blue')).toEqual(['a BLUE whale']);
    expect(find('shot 3')).toEqual(['a green frog']);
    expect(find('GRAPH 0')).toEqual(['a red fox']);
    expect(find('req-2')).toEqual(['a BLUE whale']);
    expect(find(shots[0]?.jobKey.slice(0, 12) ?? '')).toEqual(['a red fox']);
    expect(find('nothing such')).toEqual([]);
    const page = owner.history({ offset: 1, limit: 1 });
    expect(page).toMatchObject({ total: 3, jobs: [{ request: { prompt: 'a BLUE whale' } }] });
  });

  test('after stop nothing is sent any more, and a submit that was under way is taken down', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    let answer: () => void = () => {};
    world.service.script('submit', async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return world.service.accept();
    });
    const shot = order();
    await owner.put(shot.jobKey, shot.order);
    await world.clock.settle();
    const stopped = owner.stop();
    await world.clock.settle();
    answer();
    await stopped;
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([{ status: 'in_queue', requestId: 'req-1' }]);
    await expect(owner.put(shot.jobKey, shot.order)).rejects.toMatchObject({ httpStatus: 503 });
    await world.clock.advance(600_000);
    expect(world.service.received.length).toBe(1);
  });
});
