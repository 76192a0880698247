import { expect, test } from 'vitest';
import {
  DownloadError,
  type ServiceAnswer,
  type ServicePorts,
  type ServiceRequest,
} from '../../src/runtime/jobs/ports.ts';
import type { Fault, Faults } from '../../src/sandbox/faults.ts';

/** The ways to a service: its transport and its downloads. `faults` decide what goes wrong at the service. */
export type OpenService = (faults: Faults) => Promise<Pick<ServicePorts, 'base' | 'transport' | 'downloads'>>;

const model = 'bytedance/seedance-v2/pro';
const headers = { authorization: 'Bearer a-token', 'content-type': 'application/json' };
const limits = { timeoutMs: 5_000, maxBytes: 1024 * 1024 };

function submit(base: string, more: Partial<ServiceRequest> = {}): ServiceRequest {
  const body = JSON.stringify({ prompt: 'A boat.', duration: 4, resolution: '480p', generate_audio: false });
  return { method: 'POST', url: `${base}/v1/models/${model}`, headers, body, ...limits, ...more };
}
const get = (base: string, path: string): ServiceRequest => ({
  method: 'GET',
  url: `${base}${path}`,
  headers,
  ...limits,
});

/** What every way to a service keeps to, in process and over the wire (faults.md, Reading the answer to a submit). */
export function serviceContract(open: OpenService): void {
  const failing = (instead: NonNullable<Fault['instead']>, takesEffect = false): Faults => {
    return ({ operation }) => (operation === 'submit' ? { instead, takesEffect } : undefined);
  };

  test('H19 a submit is answered whole, with header names in lower case', async () => {
    const { base, transport } = await open(() => undefined);
    const answer = arrived(await transport.send(submit(base)));
    expect(answer).toMatchObject({ status: 200, cut: false });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(answer.body)).toMatchObject({ request_id: expect.stringMatching(/^[\w-]{1,128}$/) });
  });

  test('H10 a refusal comes with its status and its headers', async () => {
    const slow = { kind: 'answer', status: 429, headers: { 'Retry-After': '7' }, body: '{"detail":"später"}' } as const;
    const { base, transport } = await open(failing(slow));
    const answer = arrived(await transport.send(submit(base)));
    expect(answer).toMatchObject({ status: 429, body: '{"detail":"später"}', cut: false });
    expect(answer.headers['retry-after']).toBe('7');
  });

  test('H23 a redirect is an answer and is not followed', async () => {
    const elsewhere = {
      kind: 'answer',
      status: 307,
      headers: { location: 'https://elsewhere.invalid/' },
      body: '',
    } as const;
    const { base, transport } = await open(failing(elsewhere));
    expect(arrived(await transport.send(submit(base))).status).toBe(307);
  });

  test.each(['reset', 'end'] as const)(
    'H26 H27 H28 a connection that dies (%s) is a lost answer, whatever the service did',
    async (how) => {
      for (const takesEffect of [true, false]) {
        const { base, transport } = await open(failing({ kind: 'drop', how }, takesEffect));
        expect((await transport.send(submit(base))).kind).toBe('lost');
      }
    },
  );

  test('H20 no more is read than was allowed, and the answer is marked as cut', async () => {
    const long = { kind: 'answer', status: 200, body: 'x'.repeat(100_000) } as const;
    const { base, transport } = await open(failing(long));
    const answer = arrived(await transport.send(submit(base, { maxBytes: 1_000 })));
    expect(answer).toMatchObject({ status: 200, cut: true, body: 'x'.repeat(1_000) });
  });

  test('H22 no answer in time is a lost one', async () => {
    const { base, transport } = await open(({ operation }) =>
      operation === 'submit' ? { delayMs: 60_000 } : undefined,
    );
    expect((await transport.send(submit(base, { timeoutMs: 50 }))).kind).toBe('lost');
  });

  test('M3 what was given up before it began was not sent', async () => {
    const calls: string[] = [];
    const { base, transport } = await open(({ operation }) => void calls.push(operation));
    expect((await transport.send(submit(base), AbortSignal.abort())).kind).toBe('not_sent');
    expect(calls).toEqual([]);
  });

  test('M8 a result comes with its type and length, byte for byte; what is not there is gone, what is elsewhere refused', async () => {
    const { base, transport, downloads } = await open(() => undefined);
    const { request_id: id } = JSON.parse(arrived(await transport.send(submit(base))).body) as { request_id: string };
    await expect
      .poll(async () => arrived(await transport.send(get(base, `/v1/requests/${id}/status`))).body)
      .toContain('completed');
    const { output } = JSON.parse(arrived(await transport.send(get(base, `/v1/requests/${id}/result`))).body) as {
      output: { video: string };
    };
    const download = await downloads.open(output.video);
    let size = 0;
    for await (const chunk of download.chunks) size += chunk.byteLength;
    expect(download.mediaType).toBe('video/mp4');
    expect(size).toBe(download.length);
    await expect(downloads.open(output.video.replace(id, 'nothing'))).rejects.toMatchObject({ why: 'gone' });
    await expect(downloads.open('https://169.254.169.254/latest')).rejects.toMatchObject({ why: 'refused' });
    await expect(downloads.open('javascript:alert(1)')).rejects.toBeInstanceOf(DownloadError);
  });
}

function arrived(answer: ServiceAnswer): Extract<ServiceAnswer, { kind: 'answer' }> {
  if (answer.kind !== 'answer') throw new Error(`no answer came: ${answer.reason}`);
  return answer;
}
