import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { helpText } from '../../src/cli/help.ts';
import { type NamedFault, namedFaults } from '../../src/sandbox/named-faults.ts';
import { promptWords } from '../../src/sandbox/prompt-faults.ts';
import { readFaults } from '../../src/sandbox/read-faults.ts';

const read = (name: string): Promise<string> => readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
/** What a table says, whatever the width of its columns. */
const rowsOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) =>
    line.startsWith('|')
      ? [
          row(
            line
              .slice(1, -1)
              .split('|')
              .map((cell) => cell.trim()),
          ),
        ]
      : [],
  );

test('the documentation lists every word and every name, with what it does', async () => {
  const rows = rowsOf(await read('faults.md'));
  for (const { words, about } of promptWords) expect(rows).toContain(row([`\`${words}\``, about]));
  for (const [name, { on, about }] of Object.entries<NamedFault>(namedFaults)) {
    expect(rows).toContain(row([`\`${name}\``, on.join(', '), about]));
  }
  const written = rows.filter((line) => line.startsWith('| `')).length;
  const members = ['operation', 'model', 'prompt', 'ordinal', 'nth', 'chance'].length;
  expect(written).toBe(promptWords.length + Object.keys(namedFaults).length + members);
});

test('--help lists the words of a prompt', () => {
  for (const { words, about } of promptWords) {
    expect(helpText.split('\n').some((line) => line.includes(words) && line.endsWith(about))).toBe(true);
  }
});

test('the example file is one that the sandbox reads', async () => {
  expect(readFaults(await read('faults.json'))).toMatchObject({ ok: true });
});
