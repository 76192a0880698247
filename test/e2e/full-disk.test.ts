import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GatewayError } from '../../src/runtime/wire/job-client.ts';
import { ordered, statusOf } from '../gateway/orders.ts';
import { clientOf, serve } from './editor-page.ts';
import { fill, maySmallDisk, smallDisk } from './small-disk.ts';
import { watchedService } from './watched-service.ts';

test.skipIf(!maySmallDisk)(
  'S01 S02 on a real disk that is full nothing is sent, and what is paid stays and arrives when there is room',
  async () => {
    const disk = smallDisk();
    const service = await watchedService({ speed: 4 });
    const served = await serve(
      { ...service.environment, SHOTGRAPH_MAX_SUBMITS: '500/min,500/day' },
      join(disk, 'data'),
    );
    const client = await clientOf(served);
    const paid = ordered('paid before the disk was full.', { service: service.origin });
    const submitted = new Promise<void>((arrived) => service.onSubmit(() => arrived()));
    await client.put(paid.jobKey, paid.order);
    await submitted;
    const filler = join(disk, 'filler');
    fill(filler);
    await expect.poll(async () => (await client.known([paid.jobKey])).jobs[0]?.waiting?.for).toBe('storage');

    // The journal's last page may still take a claim or two.
    let refusal: unknown;
    let refused = '';
    for (let n = 0; refusal === undefined && n < 50; n += 1) {
      refused = `number ${n} on a full disk.`;
      const { jobKey, order } = ordered(refused, { service: service.origin });
      refusal = await client.put(jobKey, order).then(
        () => undefined,
        (error: unknown) => error,
      );
    }
    expect(refusal).toBeInstanceOf(GatewayError);
    expect(refusal).toMatchObject({ httpStatus: 507, code: 'no-space', reason: expect.stringContaining(disk) });
    rmSync(filler);
    await expect.poll(() => statusOf(client, paid.jobKey)).toBe('succeeded');
    expect(service.charged('paid before the disk was full.')).toHaveLength(1);
    expect((await client.output(paid.jobKey, 'video', 0)).size).toBeGreaterThan(1_000);
    expect(service.charged(refused)).toEqual([]);
  },
  90_000,
);
