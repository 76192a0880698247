import { describe, expect, expectTypeOf, test } from 'vitest';
import { DownloadError, type Clock, type ServicePorts, type ServiceRequest } from '../../src/runtime/jobs/ports.ts';
import { sandboxDownloads, sandboxOrigin, sandboxTransport } from '../../src/sandbox/in-process.ts';
import type { SandboxClock } from '../../src/sandbox/sandbox.ts';
import { model, testbed } from './testbed.ts';

const refusal = (why: 'refused' | 'gone' | 'broken', message: string): DownloadError => new DownloadError(why, message);
const submit: ServiceRequest = {
  method: 'POST',
  url: `${sandboxOrigin}/v1/models/${model}`,
  headers: { 'content-type': 'application/json' },
  body: '{"prompt":"a cat"}',
  timeoutMs: 60_000,
  maxBytes: 1_000_000,
};

test('transport and downloads are what the job core asks of a service', () => {
  const { sandbox } = testbed();
  expectTypeOf(sandboxTransport(sandbox)).toExtend<ServicePorts['transport']>();
  expectTypeOf(sandboxDownloads(sandbox, refusal)).toExtend<ServicePorts['downloads']>();
  expectTypeOf<Clock>().toExtend<SandboxClock>();
  expect(new URL(sandboxOrigin).origin).toBe(sandboxOrigin);
});

describe('the transport', () => {
  test('gives the answer as it came, with header names in lower case', async () => {
    const bed = testbed();
    const answer = await sandboxTransport(bed.sandbox).send(submit);
    expect(answer).toMatchObject({
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      cut: false,
    });
    expect(JSON.parse(answer.kind === 'answer' ? answer.body : '')).toHaveProperty(
      'request_id',
      bed.sandbox.charges()[0]?.requestId,
    );
  });

  test('cuts a long answer and says so', async () => {
    const answer = await sandboxTransport(testbed().sandbox).send({ ...submit, maxBytes: 10 });
    expect(answer).toMatchObject({ kind: 'answer', cut: true, body: '{"request_' });
  });

  test('a dropped connection is a lost answer, charged or not', async () => {
    const bed = testbed({ faults: () => ({ takesEffect: true, instead: { kind: 'drop', how: 'reset' } }) });
    expect(await sandboxTransport(bed.sandbox).send(submit)).toMatchObject({ kind: 'lost' });
    expect(bed.sandbox.charges()).toHaveLength(1);
  });

  test('H22 an answer that comes too late is lost at the timeout, not before, and the charge may come after it', async () => {
    const bed = testbed({ faults: () => ({ delayMs: 90_000 }) });
    let answer: unknown;
    const sent = sandboxTransport(bed.sandbox)
      .send(submit)
      .then((came) => (answer = came));
    await bed.sandbox.ready();
    bed.clock.advance(59_999);
    await Promise.resolve();
    expect(answer).toBeUndefined();
    bed.clock.advance(1);
    await sent;
    expect(answer).toEqual({ kind: 'lost', reason: 'no answer in 60000 ms' });
  });

  test('stopped before sending nothing was sent; stopped later the answer is lost', async () => {
    const bed = testbed({ faults: () => ({ delayMs: 1000 }) });
    const transport = sandboxTransport(bed.sandbox);
    expect(await transport.send(submit, AbortSignal.abort())).toMatchObject({ kind: 'not_sent' });
    const stop = new AbortController();
    const sent = transport.send(submit, stop.signal);
    stop.abort();
    expect(await sent).toMatchObject({ kind: 'lost' });
  });
});

describe('downloads', () => {
  async function completed(options: Parameters<typeof testbed>[0] = {}): Promise<{
    open: ReturnType<typeof sandboxDownloads>['open'];
    url: string;
  }> {
    const bed = testbed(options);
    const id = await bed.submit();
    bed.clock.advance(3000);
    return { open: sandboxDownloads(bed.sandbox, refusal).open, url: `${sandboxOrigin}/outputs/${id}/0.mp4` };
  }

  test('give a clip with its length, in chunks that hold all of it', async () => {
    const { open, url } = await completed({ makeClip: async () => ({ bytes: new Uint8Array(100_000).fill(7) }) });
    const download = await open(url);
    expect(download).toMatchObject({ mediaType: 'video/mp4', length: 100_000 });
    let read = 0;
    for await (const chunk of download.chunks) read += chunk.length;
    expect(read).toBe(100_000);
  });

  test.each(['https://example.com/outputs/x/0.mp4', 'http://sandbox.invalid/outputs/x/0.mp4', 'nonsense'])(
    'SEC09 %s is refused',
    async (url) => {
      const { open } = await completed();
      await expect(open(url)).rejects.toMatchObject({ name: 'DownloadError', why: 'refused' });
    },
  );

  test('J10 what is not there is gone', async () => {
    const { open } = await completed();
    await expect(open(`${sandboxOrigin}/outputs/x/0.mp4`)).rejects.toMatchObject({ why: 'gone' });
  });

  test.each([
    ['an answer of 503', { kind: 'answer', status: 503, body: '' }],
    ['a dropped connection', { kind: 'drop', how: 'reset' }],
  ] as const)('%s may go better next time', async (_, instead) => {
    const { open, url } = await completed({
      faults: (call) => (call.operation === 'output' ? { instead } : undefined),
    });
    await expect(open(url)).rejects.toMatchObject({ name: 'DownloadError', why: 'broken' });
  });

  test('stop when they are told to', async () => {
    const { open, url } = await completed();
    const stop = new AbortController();
    const download = await open(url, stop.signal);
    stop.abort(new Error('enough'));
    const read = async (): Promise<void> => {
      for await (const chunk of download.chunks) expect(chunk).toBeUndefined();
    };
    await expect(read()).rejects.toThrow('enough');
    await expect(open(url, stop.signal)).rejects.toThrow('enough');
  });
});
