import { describe, expect, test } from 'vitest';
import type { Faults } from '../../src/sandbox/faults.ts';
import { readFaults } from '../../src/sandbox/read-faults.ts';
import { model, testbed } from './testbed.ts';

const path = `/v1/models/${model}`;

function faultsOf(file: unknown): Faults {
  const read = readFaults(JSON.stringify(file));
  if (!read.ok) throw new Error(read.mistakes.join('\n'));
  return read.faults;
}

const bedWith = (...rules: readonly unknown[]) => testbed({ faults: faultsOf({ rules }) });

describe('faults from a file', () => {
  test('the first rule that strikes decides, and each counts its own calls', async () => {
    const bed = bedWith(
      { when: { operation: 'submit', nth: 2 }, do: '503' },
      { when: { operation: 'submit', nth: [2, 3] }, do: '409' },
    );
    const statuses: number[] = [];
    for (const prompt of 'abcd') statuses.push((await bed.post(path, { prompt })).status);
    expect(statuses).toEqual([200, 503, 409, 200]);
  });

  test('a rule can speak of model, prompt and how often equal inputs were sent', async () => {
    const bed = bedWith(
      { when: { model: 'bytedance/seedance-2.0/pro' }, do: '403' },
      { when: { prompt: 'CAT', ordinal: 2 }, do: '400' },
    );
    expect((await bed.post('/v1/models/bytedance/seedance-2.0/pro', { prompt: 'a dog' })).status).toBe(403);
    expect((await bed.post(path, { prompt: 'a cat' })).status).toBe(200);
    expect((await bed.post(path, { prompt: 'a dog' })).status).toBe(200);
    expect((await bed.post(path, { prompt: 'a dog' })).status).toBe(200);
    expect((await bed.post(path, { prompt: 'a cat' })).status).toBe(400);
  });

  test('what is left to chance is drawn by the seed: the same file does the same again', async () => {
    const draw = async (seed: number): Promise<string> => {
      const bed = testbed({
        faults: faultsOf({
          seed,
          rules: [
            { when: { operation: 'models', chance: 0.5 }, do: { instead: { answer: { status: 500, body: '' } } } },
          ],
        }),
      });
      const said: number[] = [];
      for (let n = 0; n < 40; n += 1) said.push((await bed.get('/v1/models')).status);
      return said.join();
    };
    const [one, again, other] = [await draw(1), await draw(1), await draw(2)];
    expect(one).toBe(again);
    expect(one).not.toBe(other);
    const broken = one.split(',').filter((status) => status === '500').length;
    expect(broken).toBeGreaterThan(8);
    expect(broken).toBeLessThan(32);
  });

  test('H14 an effect of its own: delay, true effect, status, headers and a body that holds the id', async () => {
    const bed = bedWith({
      when: { operation: 'submit' },
      do: {
        delayMs: 500,
        takesEffect: true,
        instead: { answer: { status: 502, headers: { 'Retry-After': '7' }, body: { was: '{request_id}' } } },
      },
    });
    const answered = bed.post(path, { prompt: 'a' });
    await bed.get('/v1/models');
    bed.clock.advance(500);
    const answer = await answered;
    expect(answer.status).toBe(502);
    expect(answer.headers.get('retry-after')).toBe('7');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ was: bed.sandbox.charges()[0]?.requestId });
  });

  test('the words of a prompt still work where no rule strikes', async () => {
    const bed = bedWith({ when: { operation: 'submit', nth: 2 }, do: '409' });
    expect((await bed.post(path, { prompt: '[refuse: face]' })).status).toBe(400);
    expect((await bed.post(path, { prompt: '[refuse: face]' })).status).toBe(409);
  });
});

describe('a file of faults with mistakes', () => {
  test.each([
    ['', ['1:1 This file is not JSON']],
    ['{"rules": [\n  {"do": "fail",}\n]}', ['2:17 This file is not JSON']],
    ['[]', ['1:1 the file: expected object, received array.']],
    ['{}', ['1:1 rules: expected array']],
    [
      '{"rules": [\n  {"do": "nope"}\n]}',
      ['2:10 rules[0].do: must be an effect, {"delayMs", "takesEffect", "instead"}, or one of 400'],
    ],
    ['{"rules": [{"do": {"delayMs": -1}}]}', ['1:31 rules[0].do.delayMs: too small']],
    ['{"rules": [{"do": {"instead": {}}}]}', ['1:31 rules[0].do.instead: needs either answer or drop.']],
    ['{"rules": [{"do": {"instead": {"drop": "x"}}}]}', ['1:40 rules[0].do.instead.drop: invalid option']],
    [
      '{"rules": [{"do": {"instead": {"answer": {"status": 99, "body": ""}}}}]}',
      ['1:53 rules[0].do.instead.answer.status: too small'],
    ],
    ['{"rules": [{"when": {"nth": 0}, "do": "fail"}]}', ['1:29 rules[0].when.nth: too small']],
    [
      '{"rules": [{"when": {"operation": "submit"}, "do": "fail"}]}',
      ['1:35 rules[0].when.operation: "fail" happens to result, not to submit.'],
    ],
    [
      '{"rules": [{"when": {"chance": 2}, "do": "fail"}, 7]}',
      ['1:32 rules[0].when.chance: too big', '1:51 rules[1]: expected object'],
    ],
    ['{"rules": [{"do": "fail", "z": 1}]}', ['1:12 rules[0]: does not take "z".']],
    ['{"rules": [{"__proto__": {}}]}', ['1:13 This file holds a key']],
  ])('%j is told with line, column and path', (text, lines) => {
    const read = readFaults(text);
    expect(read).toEqual({ ok: false, mistakes: lines.map((line) => expect.stringContaining(line) as string) });
    if (!read.ok) read.mistakes.forEach((mistake, n) => expect(mistake.startsWith(lines[n] ?? '?')).toBe(true));
  });
});
