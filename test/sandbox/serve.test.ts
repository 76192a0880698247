import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveSandbox, type ServedSandbox, type ServeOptions } from '../../src/sandbox/serve.ts';
import { handClock, model, textClip } from './testbed.ts';

const headers = { authorization: 'Bearer test' };
let folder: string;
const open: ServedSandbox[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-serve-'));
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
  await rm(folder, { recursive: true });
});

async function serve(options: Partial<ServeOptions> = {}): Promise<ServedSandbox> {
  const served = await serveSandbox({ port: 0, makeClip: textClip, ...options });
  open.push(served);
  return served;
}

async function submit(served: ServedSandbox, body: object = { prompt: 'a cat' }): Promise<string> {
  const answer = await fetch(`${served.origin}/v1/models/${model}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { request_id: string }).request_id;
}

async function bytesOf(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}

describe('over real HTTP', () => {
  test('a job is submitted, watched, fetched by result address without the token, whole and in part', async () => {
    const clock = handClock();
    const served = await serve({ clock });
    expect(served.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const id = await submit(served);
    const ask = async (call: string): Promise<Record<string, unknown>> =>
      (await (await fetch(`${served.origin}/v1/requests/${id}/${call}`, { headers })).json()) as Record<
        string,
        unknown
      >;
    expect(await ask('status')).toMatchObject({ status: 'in_queue', queue_position: 1 });
    clock.advance(3000);
    expect(await ask('status')).toMatchObject({ status: 'completed' });
    const result = await ask('result');
    expect(result).toMatchObject({ output: { video: `${served.origin}/outputs/${id}/0.mp4` } });

    const { video } = result['output'] as { video: string };
    const whole = await fetch(video);
    const bytes = await bytesOf(whole);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(whole.headers.get('content-length')).toBe(String(bytes.length));
    const part = await fetch(video, { headers: { range: 'bytes=4-9' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 4-9/${bytes.length}`);
    expect(await bytesOf(part)).toEqual(bytes.slice(4, 10));
    const head = await fetch(video, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
  });

  test('without a token everything but outputs is refused', async () => {
    const served = await serve();
    for (const path of ['/v1/models', `/v1/models/${model}`, '/v1/requests/x/status']) {
      const answer = await fetch(served.origin + path);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ error_code: 400004 });
    }
    const clip = await fetch(`${served.origin}/outputs/x/0.mp4`);
    expect(clip.status).toBe(404);
    await clip.body?.cancel();
  });

  test('a body beyond the limit is refused with 413', async () => {
    const served = await serve();
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(served.origin).port), '127.0.0.1');
      socket.on('error', reject);
      socket.once('data', (data) => {
        socket.destroy();
        resolve(data.toString());
      });
      socket.write(
        `POST /v1/models/${model} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer t\r\ncontent-length: 99999999\r\n\r\n{`,
      );
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('jobs are there again after a restart on the same folder', async () => {
    const clock = handClock();
    const first = await serve({ clock, folder });
    const id = await submit(first);
    await first.close();
    open.length = 0;
    clock.advance(3000);
    const second = await serve({ clock, folder });
    const answer = await fetch(`${second.origin}/v1/requests/${id}/result`, { headers });
    expect(await answer.json()).toMatchObject({ status: 'succeeded' });
    expect(second.sandbox.charges()).toHaveLength(1);
  });

  test('a taken port is an error that says so', async () => {
    const served = await serve();
    await expect(serve({ port: Number(new URL(served.origin).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test.each(['reset', 'end'] as const)(
    'a fault drops the connection (%s) after accepting: a charge, no answer',
    async (how) => {
      const served = await serve({
        faults: (call) =>
          call.operation === 'submit' ? { takesEffect: true, instead: { kind: 'drop', how } } : undefined,
      });
      await expect(submit(served)).rejects.toThrow('fetch failed');
      expect(served.sandbox.charges()).toHaveLength(1);
    },
  );

  test('a fault drops the connection before accepting: no charge', async () => {
    const served = await serve({ faults: () => ({ instead: { kind: 'drop', how: 'reset' } }) });
    await expect(submit(served)).rejects.toThrow('fetch failed');
    expect(served.sandbox.charges()).toEqual([]);
  });
});

describe('with the real clip maker', () => {
  test.each([
    [{ prompt: 'a cat', duration: 4, resolution: '480p', aspect_ratio: '1:1' }, { width: 640, height: 640 }, true],
    [
      { prompt: 'a dog', duration: 5, resolution: '720p', aspect_ratio: '9:16', generate_audio: false },
      { width: 720, height: 1280 },
      false,
    ],
    [{ prompt: 'a bird', duration: 4, resolution: '1080p' }, { width: 1920, height: 1080 }, true],
  ])('ffprobe agrees with %j', async (body, size, audio) => {
    const clock = handClock();
    const served = await serveSandbox({ port: 0, clock });
    open.push(served);
    const id = await submit(served, body);
    clock.advance(3000);
    const clip = await fetch(`${served.origin}/outputs/${id}/0.mp4`);
    const file = join(folder, 'clip.mp4');
    await writeFile(file, await bytesOf(clip));
    const { stdout } = await promisify(execFile)('ffprobe', [
      '-v',
      'error',
      '-of',
      'json',
      '-show_streams',
      '-show_format',
      file,
    ]);
    const probed = JSON.parse(stdout) as { streams: Record<string, unknown>[]; format: { duration: string } };
    expect(probed.streams[0]).toMatchObject({ codec_name: 'h264', ...size });
    expect(Number(probed.streams[0]?.['duration'])).toBeCloseTo(body.duration, 3);
    expect(probed.streams.slice(1).map((stream) => stream['codec_name'])).toEqual(audio ? ['aac'] : []);
  });
});
