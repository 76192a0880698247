import { describe, expect, test } from 'vitest';
import { pastCosts } from '../../../src/runtime/jobs/past-costs.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { createJobWorld, live, model, order, recordOf, statusOf } from '../../fakes/job-world.ts';

const meter = { seconds: 5, resolution: '720p', sound: true, referenceSeconds: 0 };
const quoted = { usd: 0.5, source: 'catalogue' } as const;

async function bought(change: Parameters<typeof order>[0] = {}) {
  const world = createJobWorld();
  const life = await world.life();
  const shot = order({ meter, quoted, ...change });
  await life.owner.put(shot.jobKey, shot.order);
  await world.clock.runUntil(() => statusOf(life.owner, shot.jobKey) === 'succeeded');
  return { world, ...life, shot };
}

describe('what generations cost', () => {
  test('is kept with what they were quoted at, through every status and over a restart', async () => {
    const { world, owner, kill, shot } = await bought();
    const record = recordOf(owner, shot.jobKey);
    expect(record).toMatchObject({ meter, attempts: [{ status: 'succeeded', quoted, cost: 0.75 }] });
    kill();
    const next = await world.life();
    expect(recordOf(next.owner, shot.jobKey)).toMatchObject({ meter, attempts: [{ quoted, cost: 0.75 }] });
  });

  test('is told for equal kinds, and for another length where no reference is billed besides', async () => {
    const { owner } = await bought();
    const equal = { usd: 0.75, at: expect.any(Number), title: 'Shot 1', take: 1, seconds: 5 };
    const kinds = [
      { model, meter },
      { model, meter: { ...meter, seconds: 8 } },
      { model, meter: { ...meter, referenceSeconds: 4 } },
      { model: 'other/model', meter },
    ];
    const { costs, accuracy } = owner.costs(live, kinds);
    expect(costs).toEqual([{ equal, scalable: equal }, { scalable: equal }, {}, {}]);
    expect(accuracy).toEqual({ quotes: 1, quotedUsd: 0.5, costUsd: 0.75 });
    expect(owner.costs('sandbox', kinds)).toMatchObject({ costs: [{}, {}, {}, {}], accuracy: { quotes: 0 } });
  });

  test('is that of the last one', async () => {
    const { world, owner } = await bought();
    const again = order({ meter, take: 2 });
    world.service.script('result', {
      kind: 'answer',
      status: 200,
      headers: {},
      cut: false,
      body: JSON.stringify({
        status: 'succeeded',
        output: { video: 'https://files.runcomfy.net/req-2.mp4' },
        cost: 0.9,
      }),
    });
    await owner.put(again.jobKey, again.order);
    await world.clock.runUntil(() => statusOf(owner, again.jobKey) === 'succeeded');
    expect(owner.costs(live, [{ model, meter }]).costs[0]?.equal).toMatchObject({ usd: 0.9, take: 2 });
  });

  test('is no source of a price where a record does not say what it was billed by, as those of earlier versions', async () => {
    const world = createJobWorld();
    const first = await world.life();
    const shot = order();
    await first.owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(first.owner, shot.jobKey) === 'succeeded');
    expect(world.journal.lines.join()).not.toMatch(/meter|quoted/);
    first.kill();
    const { owner } = await world.life();
    expect(statusOf(owner, shot.jobKey)).toBe('succeeded');
    expect(owner.costs(live, [{ model, meter }])).toMatchObject({ costs: [{}], accuracy: { quotes: 0 } });
  });

  test('tells how right quotes are by what was made: a failed one that cost nothing is no mistake of its quote', () => {
    const begun = { n: 1, claimedAt: 1, since: 1, submittedAt: 1, requestId: 'req-1', quoted };
    const failure = { code: 'failed', message: 'The sound was held back.' };
    const attempts: Attempt[] = [{ ...begun, status: 'failed', failure, cost: 0 }];
    const record = { model, meter, take: 1, origin: { title: 'SH010', node: '1', graph: '' }, attempts };
    expect(pastCosts([record], []).accuracy).toEqual({ quotes: 0, quotedUsd: 0, costUsd: 0 });
  });

  test('M4 an attempt that is sent again keeps what the person agreed to pay for it', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    world.service.script('submit', { kind: 'lost', reason: 'cut' });
    const shot = order({ meter, quoted });
    await owner.put(shot.jobKey, shot.order);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'uncertain');
    await owner.resolve(shot.jobKey, { decision: 'send_again' });
    expect(recordOf(owner, shot.jobKey).attempts).toMatchObject([
      { status: 'abandoned', quoted },
      { n: 2, quoted },
    ]);
  });
});
