import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/shotgraph.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shotgraph-faults-'));
  await writeFile(join(folder, 'bad.json'), '{"rules": [\n  {"do": "nope"}\n]}');
});

async function ended(argv: readonly string[], environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const terminal: Terminal = {
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    environment: { PORT: '0', SHOTGRAPH_DATA_DIR: join(folder, 'data'), ...environment },
    home: folder,
    folder,
    input: process.stdin,
    interrupted: AbortSignal.abort(),
    endNow: () => undefined,
  };
  return { code: await main(argv, terminal), text: lines.join('\n') };
}

describe('a file of faults on the command line', () => {
  test.each([
    ['the sandbox alone', ['sandbox', '--faults', 'bad.json'], {}],
    ['the gateway', ['--faults', 'bad.json'], {}],
    ['the gateway, by its environment', [], { SHOTGRAPH_SANDBOX_FAULTS: 'BAD' }],
  ])('%s ends with 2 and names file, line, column and path', async (_, argv, environment) => {
    const at = Object.fromEntries(Object.keys(environment).map((name) => [name, join(folder, 'bad.json')]));
    const { code, text } = await ended(argv, at);
    expect(code).toBe(2);
    expect(text).toContain(`${join(folder, 'bad.json')}:2:10 rules[0].do: must be an effect`);
  });

  test('a file that is not there is told, with 2', async () => {
    const { code, text } = await ended(['sandbox', '--faults', 'missing.json']);
    expect(code).toBe(2);
    expect(text).toContain('missing.json');
  });
});
