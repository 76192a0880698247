import { describe, expect, test } from 'vitest';
import { maxBodyBytes, readBody, readJson } from '../../src/sandbox/read-body.ts';
import { origin } from './testbed.ts';

function streamed(...chunks: string[]): { request: Request; taken: () => number } {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[taken++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(Uint8Array.from(Buffer.from(chunk, 'latin1')));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, duplex: 'half' };
  return { request: new Request(origin, init), taken: () => taken };
}

describe('the body of a call', () => {
  test('is read whole up to the limit, characters split between chunks included', async () => {
    expect(await readBody(streamed('a', '\xc3', '\xa4').request, 3)).toBe('aä');
  });

  test('beyond the limit reading stops, although no length was told', async () => {
    const { request, taken } = streamed('aa', 'aa', 'aa', 'aa', 'aa');
    expect(await readBody(request, 3)).toBe('too_large');
    expect(taken()).toBeLessThan(4);
  });

  test('may be absent', async () => {
    expect(await readBody(new Request(origin), 3)).toBe('');
  });

  test('has room for 64 MiB of inline media as base64', () => {
    expect(maxBodyBytes).toBeGreaterThanOrEqual(4 * Math.ceil((64 * 1024 * 1024) / 3) + 100_000);
  });

  test('is JSON or nothing', () => {
    expect(readJson('{"a":[1]}')).toEqual({ a: [1] });
    expect(readJson('{"a":')).toBeUndefined();
  });
});
