import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jobKeyOf } from '../../src/graph/keys.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { JobOrder } from '../../src/runtime/wire/messages.ts';
import { started } from './started.ts';

function order(prompt: string, more: Partial<JobOrder> = {}): { readonly jobKey: string; readonly order: JobOrder } {
  const whole: JobOrder = {
    service: 'sandbox',
    model: 'bytedance/seedance-v2/pro',
    request: { prompt, duration: 4, resolution: '480p', aspect_ratio: '16:9', generate_audio: false, seed: 1 },
    take: 1,
    attempt: 1,
    media: [],
    origin: { graph: 'g', node: '1', title: 'Shot' },
    ...more,
  };
  const { service, model, request, take } = whole;
  return { jobKey: jobKeyOf({ service, model, request: request as never, take }), order: whole };
}

test('a rehearsal goes from claim to a stored clip, which comes back whole and in part', async () => {
  const gateway = await started();
  const { jobKey, order: wanted } = order('a heron at dawn');
  const first = await gateway.client.put(jobKey, wanted);
  expect(presentAttempt(first).n).toBe(1);
  await expect
    .poll(async () => presentAttempt((await gateway.client.known([jobKey])).jobs[0]!).status, { timeout: 20_000 })
    .toBe('succeeded');
  const clip = await gateway.client.output(jobKey, 'video', 0);
  expect(clip.type).toBe('video/mp4');
  expect(clip.size).toBeGreaterThan(1000);
  const record = (await gateway.client.known([jobKey])).jobs[0]!;
  const attempt = presentAttempt(record);
  const sha256 = attempt.status === 'succeeded' ? attempt.outputs[0]!.sha256 : '';
  const file = await readFile(join(gateway.folder, 'media', `${sha256}.mp4`));
  expect(new Uint8Array(await clip.arrayBuffer())).toEqual(new Uint8Array(file));
});
