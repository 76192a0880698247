import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askYes } from '../../src/cli/ask-yes.ts';
import { CommandError } from '../../src/cli/exit-codes.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

function asked(text: string, isTTY: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const said: string[] = [];
  const terminal = { input, err: (line: string) => said.push(line), interrupted: new AbortController().signal };
  input.end(text);
  return { said, answer: askYes(terminal as unknown as Terminal, 'Buy this clip?') };
}

test.each([
  ['y\n', true],
  [' YES \n', true],
  ['n\n', false],
  ['yellow\n', false],
  ['\n', false],
  ['', false],
])('M14 %j at a terminal is a yes: %s', async (text, yes) => {
  const { said, answer } = asked(text, true);
  expect(await answer).toBe(yes);
  expect(said).toEqual(['Buy this clip? y/N']);
});

test('M14 where nobody sits at a terminal nothing is taken for a yes', async () => {
  const { answer } = asked('y\n', false);
  await expect(answer).rejects.toBeInstanceOf(CommandError);
});
