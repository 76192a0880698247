import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CommandError } from '../../src/cli/exit-codes.ts';
import { openOutputFolder } from '../../src/cli/write-outputs.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'shotgraph-out-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('a folder for the clips is made, and proved without leaving anything in it', async () => {
  const path = join(await folder(), 'new', 'out');
  await openOutputFolder(path);
  expect(await readdir(path)).toEqual([]);
});

test('a folder that cannot be is told in one line, before anything is bought for it', async () => {
  const file = join(await folder(), 'file');
  await writeFile(file, 'x');
  for (const path of [file, join(file, 'below')]) {
    const error = await openOutputFolder(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({
      code: 1,
      message: expect.stringMatching(/^\S+ cannot be written to \(E[A-Z]+\)\. .+\.$/),
    });
  }
});
