import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../src/gateway/host/make-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('makes what is missing, for its owner only, and is content with what is there, twice at once too', async () => {
  const top = join(await temporaryFolder(), 'a');
  const deep = join(top, 'b', 'c');
  await Promise.all([makeFolder(deep), makeFolder(deep)]);
  await makeFolder(deep);
  for (const folder of [top, deep]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test('a file in the way is told, at its end and on the way', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.runIf(process.platform === 'linux')('a parent that takes no folder is told at once', async () => {
  await expect(makeFolder('/proc/self/shotgraph')).rejects.toMatchObject({ code: 'ENOENT' });
});
