import { describe, expect, test } from 'vitest';
import { createJobWorld, goOn, model, order, recordOf, statusOf } from '../../fakes/job-world.ts';

const newer = 'bytedance/seedance-2.0/pro';
const accept = { acceptedModels: { [model]: newer } };
const urlsOf = (world: ReturnType<typeof createJobWorld>) =>
  world.service.of('submit').map(({ request }) => request.url.split('/models/')[1]);

/** A job that was agreed to be sent as one model, and waits for a token. */
async function waiting(sentModel: string | undefined) {
  const world = createJobWorld();
  world.token = undefined;
  const shot = order(sentModel === undefined ? {} : { sentModel });
  const life = await world.life();
  await life.owner.put(shot.jobKey, shot.order);
  await world.clock.advance(1_000);
  return { world, shot, ...life };
}

describe('M14 the model that was agreed to', () => {
  test.each([
    ['M14 is sent, whatever is accepted before it leaves', model, model],
    ['M14 is the one that stood there at the claim, where the order names none', undefined, model],
    ['M14 is sent as the newer id, though nothing of that is remembered', newer, newer],
  ])('%s', async (_, sentModel, sends) => {
    const { world, owner, shot } = await waiting(sentModel);
    if (sends === model) await owner.saveSettings(accept);
    world.token = 'token-2';
    await goOn(owner);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(urlsOf(world)).toEqual([sends]);
    expect(recordOf(owner, shot.jobKey).sentModel).toBe(sends === model ? undefined : sends);
  });

  test('M14 is kept by the journal, also for another owner', async () => {
    const { world, owner, shot, kill } = await waiting(model);
    await owner.saveSettings(accept);
    kill();
    world.token = 'token-2';
    const next = await world.life();
    await next.owner.put(shot.jobKey, shot.order);
    await goOn(next.owner);
    await world.clock.runUntil(() => statusOf(next.owner, shot.jobKey) === 'succeeded');
    expect(urlsOf(world)).toEqual([model]);
  });

  test('M14 is not exchanged by an order that agreed to another one: that is refused', async () => {
    const { world, owner, shot } = await waiting(model);
    await expect(owner.put(shot.jobKey, { ...shot.order, sentModel: newer })).rejects.toMatchObject({
      code: 'other-model',
      httpStatus: 409,
    });
    await owner.put(shot.jobKey, shot.order);
    await owner.cancel(shot.jobKey);
    world.token = 'token-2';
    const again = order({ attempt: 2, sentModel: newer });
    await owner.put(again.jobKey, again.order);
    await goOn(owner);
    await world.clock.runUntil(() => statusOf(owner, shot.jobKey) === 'succeeded');
    expect(urlsOf(world)).toEqual([newer]);
  });

  test('M14 settings that two windows change at once keep both changes', async () => {
    const world = createJobWorld();
    const { owner } = await world.life();
    await Promise.all([owner.saveSettings(accept), owner.saveSettings({ typedAbove: 5 })]);
    const both = { ...accept, inlineMedia: false, typedAbove: 5 };
    expect(owner.settings()).toEqual(both);
    const next = await world.life();
    expect(next.owner.settings()).toEqual(both);
  });
});
