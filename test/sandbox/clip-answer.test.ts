import { describe, expect, test } from 'vitest';
import { byteRange } from '../../src/sandbox/byte-range.ts';
import { createClipCache } from '../../src/sandbox/clip-cache.ts';
import type { ClipRequest } from '../../src/sandbox/clip-request.ts';
import { clipRequest, origin, testbed } from './testbed.ts';

describe('a part of a clip', () => {
  test.each([
    [null, 'whole'],
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-', { first: 2, last: 9 }],
    ['bytes=2-99', { first: 2, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['items=0-1', 'whole'],
    ['bytes=-', 'whole'],
  ])('%s of ten bytes', (header, expected) => {
    expect(byteRange(header, 10)).toEqual(expected);
  });

  test('nothing of an empty clip can be had', () => {
    expect(byteRange('bytes=0-', 0)).toBe('unsatisfiable');
    expect(byteRange('bytes=-5', 0)).toBe('unsatisfiable');
  });

  test('whole, part, beyond and head over the API', async () => {
    const bed = testbed({ makeClip: async () => ({ bytes: Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) }) });
    const path = `/outputs/${await bed.submit()}/0.mp4`;
    expect((await bed.get(path)).status).toBe(404);
    bed.clock.advance(3000);

    const whole = await bed.get(path);
    expect(whole.status).toBe(200);
    expect(Object.fromEntries(whole.headers)).toEqual({
      'accept-ranges': 'bytes',
      'content-length': '10',
      'content-type': 'video/mp4',
      'x-content-type-options': 'nosniff',
    });
    expect(new Uint8Array(await whole.arrayBuffer())).toHaveLength(10);

    const part = await bed.get(path, { range: 'bytes=3-5' });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 3-5/10');
    expect(part.headers.get('content-length')).toBe('3');
    expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([3, 4, 5]);

    const beyond = await bed.get(path, { range: 'bytes=10-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers.get('content-range')).toBe('bytes */10');

    const head = await bed.sandbox.fetch(
      new Request(origin + path, { method: 'HEAD', headers: { range: 'bytes=3-5' } }),
    );
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe('10');
    expect(await head.text()).toBe('');
  });

  test('no token is asked for', async () => {
    const bed = testbed({ token: 'required' });
    const headers = { authorization: 'Bearer t' };
    const body = JSON.stringify({ prompt: 'a' });
    const path = '/v1/models/bytedance/seedance-2.0/pro';
    const answer = await bed.sandbox.fetch(new Request(origin + path, { method: 'POST', headers, body }));
    const { request_id: id } = (await answer.json()) as { request_id: string };
    bed.clock.advance(3000);
    expect((await bed.get(`/outputs/${id}/0.mp4`)).status).toBe(200);
  });
});

describe('clips in memory', () => {
  const request = (n: number): ClipRequest => clipRequest(String(n).padStart(64, '0'));
  function counted(maxBytes: number): { clip: ReturnType<typeof createClipCache>; made: string[] } {
    const made: string[] = [];
    const clip = createClipCache(async ({ requestHash }) => {
      made.push(requestHash.slice(-1));
      return { bytes: new Uint8Array(10) };
    }, maxBytes);
    return { clip, made };
  }

  test('no clip is made before it is needed, and then once', async () => {
    let made = 0;
    const bed = testbed({ makeClip: async () => ({ bytes: Uint8Array.of(++made) }) });
    const id = await bed.submit();
    bed.clock.advance(3000);
    await bed.ask(id, 'result');
    expect(made).toBe(0);
    await Promise.all([1, 2, 3].map(() => bed.get(`/outputs/${id}/0.mp4`)));
    await bed.get(`/outputs/${id}/0.mp4`);
    expect(made).toBe(1);
  });

  test('beyond the bound, the one unused for longest goes and is made again when asked for', async () => {
    const { clip, made } = counted(20);
    for (const n of [1, 2, 1, 3, 1, 2]) await clip(request(n));
    expect(made).toEqual(['1', '2', '3', '2']);
  });

  test('a clip beyond the whole bound is answered and not kept', async () => {
    const { clip, made } = counted(5);
    expect(await clip(request(1))).toHaveLength(10);
    await clip(request(1));
    expect(made).toEqual(['1', '1']);
  });

  test('a clip that could not be made is tried again', async () => {
    let broken = true;
    const errors: (string | undefined)[] = [];
    const bed = testbed({
      makeClip: async () => {
        if (broken) throw new Error('no paint');
        return { bytes: new Uint8Array(1) };
      },
      log: (entry) => errors.push(entry.error),
    });
    const id = await bed.submit();
    bed.clock.advance(3000);
    expect((await bed.get(`/outputs/${id}/0.mp4`)).status).toBe(500);
    expect(errors).toContain('Error: no paint');
    broken = false;
    expect((await bed.get(`/outputs/${id}/0.mp4`)).status).toBe(200);
  });
});
