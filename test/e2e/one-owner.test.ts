import { expect, test } from 'vitest';
import { ordered, statusOf } from '../gateway/orders.ts';
import { start, temporaryFolder } from './command.ts';
import { cuttingProxy, type Cut } from './cutting-proxy.ts';
import { clientOf, serve } from './editor-page.ts';
import { watchedService } from './watched-service.ts';

test('M12 of many gateways started at once on one folder one serves, and the others say where it is and end', async () => {
  const data = temporaryFolder();
  const starts = Array.from({ length: 5 }, () => start([], { SHOTGRAPH_DATA_DIR: data }));
  const answers = await Promise.all(
    starts.map((one) =>
      Promise.race([
        one.line(/Shotgraph is at/).then(() => 'serves' as const),
        one.ended.then(({ code, err }) => ({ code, err })),
      ]).catch(async () => {
        const { code, err } = await one.ended;
        return { code, err };
      }),
    ),
  );
  expect(answers.filter((answer) => answer === 'serves')).toHaveLength(1);
  for (const answer of answers) {
    if (answer === 'serves') continue;
    expect(answer.code).toBe(1);
    expect(answer.err).toMatch(/is owned by a running Shotgraph/);
  }
}, 60_000);

test('H16 H26 H27 an answer that is cut anywhere after the service accepted never leads to a second charge, and the job is not lost', async () => {
  const service = await watchedService({ speed: 50 });
  const wire = await cuttingProxy(service.origin);
  const served = await serve({
    ...service.environment,
    RUNCOMFY_MODEL_API_BASE: wire.origin,
    SHOTGRAPH_MEDIA_HOSTS: `${service.origin},${wire.origin}`,
    SHOTGRAPH_MAX_SUBMITS: '500/min,500/day',
  });
  const client = await clientOf(served);
  const places = [0, 1, 9, 15, 40, 120, 200, 260, 300, 340, 420, 100_000];
  const cuts = places.flatMap((after): Cut[] => [
    { after, how: 'end' },
    { after, how: 'reset' },
  ]);
  for (const [n, cut] of cuts.entries()) {
    const { jobKey, order } = ordered(`cut number ${n}.`, { service: wire.origin });
    wire.cuts.push(cut);
    await client.put(jobKey, order);
    await expect
      .poll(() => statusOf(client, jobKey), { message: JSON.stringify(cut) })
      .toMatch(/^(uncertain|in_queue|in_progress|downloading|succeeded)$/);
    expect(service.charged(`cut number ${n}.`)).toHaveLength(1);
  }
  expect(service.charges()).toBe(cuts.length);
  const { jobs } = await client.history({ offset: 0, limit: 100 });
  // What is uncertain waits for a person; whatever brought an id goes on to its clip.
  const uncertain = jobs.filter(({ attempts }) => attempts.at(-1)?.status === 'uncertain');
  expect(uncertain.length).toBeGreaterThanOrEqual(10);
  expect(uncertain.length).toBeLessThan(cuts.length);
  for (const { jobKey } of jobs.filter((job) => !uncertain.includes(job))) {
    await expect.poll(() => statusOf(client, jobKey)).toBe('succeeded');
  }
  expect(service.charges()).toBe(cuts.length);
}, 120_000);
