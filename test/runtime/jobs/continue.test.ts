import { describe, expect, test } from 'vitest';
import { text } from '../../fakes/fake-service.ts';
import { createJobWorld, goOn, live, order, recordOf, statusOf } from '../../fakes/job-world.ts';

const [own, other, third] = [1, 2, 3].map((take) =>
  order({ take, origin: { graph: 'storyboard', node: `${take}`, title: `Shot ${take}` } }),
) as [ReturnType<typeof order>, ReturnType<typeof order>, ReturnType<typeof order>];
const named = ({ jobKey }: { readonly jobKey: string }) => ({ jobKey, attempt: 1 });
const only = (...orders: readonly { readonly jobKey: string }[]) => ({ spendGuard: false, jobs: orders.map(named) });

/** Two jobs that wait for credit, the second one behind the first one's answer. */
async function withoutCredit() {
  const world = createJobWorld();
  world.service.script('submit', text(402, 'no balance'));
  const life = await world.life();
  for (const { jobKey, order: wanted } of [own, other]) await life.owner.put(jobKey, wanted);
  await world.clock.advance(1_000);
  expect(world.service.count('submit')).toBe(1);
  return { world, ...life };
}

describe('M14 a Continue', () => {
  test('M14 sends what it names, and what waits besides waits on, whoever asks for it again', async () => {
    const { world, owner } = await withoutCredit();
    expect(await owner.continueService(live, only(own))).toEqual({
      waiting: [{ jobKey: other.jobKey, attempt: 1, title: 'Shot 2' }],
    });
    await world.clock.runUntil(() => statusOf(owner, own.jobKey) === 'succeeded');
    // The tab that drives its Run puts it again from time to time.
    await owner.put(other.jobKey, other.order);
    await world.clock.advance(3_600_000);
    expect(world.service.charged.length).toBe(1);
    expect(recordOf(owner, other.jobKey)).toMatchObject({
      waiting: { for: 'credit', reason: 'no balance' },
      attempts: [{ status: 'claimed' }],
    });
    expect(await owner.continueService(live, only(other))).toEqual({ waiting: [] });
    await world.clock.runUntil(() => statusOf(owner, other.jobKey) === 'succeeded');
    expect(world.service.charged.length).toBe(2);
  });

  test('M14 named by a command before it claims anything sends nothing of anybody else', async () => {
    const { world, owner } = await withoutCredit();
    await owner.continueService(live, only(third));
    await owner.put(third.jobKey, third.order);
    await world.clock.runUntil(() => statusOf(owner, third.jobKey) === 'succeeded');
    await world.clock.advance(3_600_000);
    expect(world.service.charged.length).toBe(1);
    expect([own, other].map(({ jobKey }) => statusOf(owner, jobKey))).toEqual(['claimed', 'claimed']);
  });

  test('M14 leaves nothing else to be sent by the next owner either', async () => {
    const { world, owner, kill } = await withoutCredit();
    await owner.continueService(live, only(own));
    kill();
    const next = await world.life();
    for (const { jobKey, order: wanted } of [own, other, third]) await next.owner.put(jobKey, wanted);
    await world.clock.advance(3_600_000);
    expect([own, other, third].map(({ jobKey }) => statusOf(next.owner, jobKey))).toEqual([
      'succeeded',
      'claimed',
      'succeeded',
    ]);
    await goOn(next.owner);
    await world.clock.runUntil(() => statusOf(next.owner, other.jobKey) === 'succeeded');
  });

  test('M14 leaves nothing to be sent that was claimed in an earlier life and is asked for again only later', async () => {
    const { world, kill } = await withoutCredit();
    kill();
    const { owner } = await world.life();
    await owner.continueService(live, only(own));
    for (const { jobKey, order: wanted } of [own, other]) await owner.put(jobKey, wanted);
    await world.clock.advance(3_600_000);
    expect([own, other].map(({ jobKey }) => statusOf(owner, jobKey))).toEqual(['succeeded', 'claimed']);
  });

  test('M14 SEC12 lifts the spend guard for what it names; what waits besides goes when the window has passed', async () => {
    const world = createJobWorld();
    world.guard = '1/hour';
    const { owner } = await world.life();
    const began = world.clock.now();
    for (const { jobKey, order: wanted } of [own, other, third]) await owner.put(jobKey, wanted);
    await world.clock.advance(1_000);
    expect(world.service.count('submit')).toBe(1);
    await owner.continueService(live, { spendGuard: true, jobs: [named(other)] });
    await world.clock.advance(60_000);
    expect(world.service.count('submit')).toBe(2);
    expect(recordOf(owner, third.jobKey).waiting).toMatchObject({ for: 'person', until: began + 3_600_000 });
    await world.clock.advance(7_200_000);
    expect(world.service.count('submit')).toBe(3);
  });

  test('M14 H02 ends no hold that came while it was written down: nobody has seen that one', async () => {
    const world = createJobWorld();
    let answer: (answer: ReturnType<typeof text>) => void = () => {};
    world.service.script('submit', () => new Promise((resolve) => (answer = resolve)));
    const { owner } = await world.life();
    await owner.put(own.jobKey, own.order);
    await world.clock.settle();
    let written: () => void = () => {};
    world.journal.before = () => new Promise<void>((resolve) => (written = resolve));
    const going = owner.continueService(live, only(other));
    await world.clock.settle();
    world.journal.before = undefined;
    answer(text(401, 'bad token'));
    await world.clock.settle();
    written();
    await going;
    await expect(owner.continueService(live, only(own))).rejects.toMatchObject({ code: 'token-unchanged' });
    await world.clock.advance(3_600_000);
    expect(world.service.count('submit')).toBe(1);
  });
});
