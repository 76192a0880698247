import { expect, test } from 'vitest';
import { rawServer } from './host/raw-server.ts';
import { ordered, statusOf } from './orders.ts';
import { started } from './started.ts';

test('SEC27 a rehearsal of a graph from elsewhere fetches no address that it names, and still gives its clip', async () => {
  const elsewhere = await rawServer((socket) => socket.end());
  const { client } = await started({ SHOTGRAPH_MEDIA_HOSTS: `http://127.0.0.1:${elsewhere.port}` });
  const refs = ['https', 'http'].map((scheme) => ({ url: `${scheme}://127.0.0.1:${elsewhere.port}/pixel.png` }));
  for (const ref of refs) {
    const request = { ...ordered('a tracker').order.request, images: [{ $ref: ref }] };
    const { jobKey, order } = ordered('a tracker', { request, media: [{ ref, travels: 'url' }] });
    await client.put(jobKey, order);
    await expect.poll(() => statusOf(client, jobKey), { timeout: 20_000 }).toBe('succeeded');
    expect((await client.output(jobKey, 'video', 0)).size).toBeGreaterThan(1000);
  }
  expect(elsewhere.connections()).toBe(0);
}, 60_000);
