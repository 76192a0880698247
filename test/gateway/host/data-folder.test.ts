import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DataFolderError, openDataFolder, ownerFile } from '../../../src/gateway/host/data-folder.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('a missing folder is made for its owner only, and left empty when released', async () => {
  const path = join(await temporaryFolder(), 'a', 'b');
  const folder = await openDataFolder(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  await folder.announce('http://127.0.0.1:1');
  expect(JSON.parse(await readFile(ownerFile(folder.path), 'utf8'))).toEqual({ address: 'http://127.0.0.1:1' });
  await folder.release();
  expect(await readdir(path)).toEqual([]);
});

test('M12 a second owner is refused with the address of the first, under another name of the folder too', async () => {
  const parent = await temporaryFolder();
  const path = join(parent, 'data');
  const folder = await openDataFolder(path);
  onTestFinished(() => folder.release());
  await folder.announce('http://127.0.0.1:4173');
  await symlink(path, join(parent, 'link'));
  for (const name of [path, join(parent, 'link')]) {
    const refusal = await openDataFolder(name).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataFolderError);
    expect(refusal).toMatchObject({ why: 'owned', ownerAddress: 'http://127.0.0.1:4173' });
    expect(String(refusal)).toContain('http://127.0.0.1:4173');
  }
});

test('a file in place of the folder is one clear line', async () => {
  const path = join(await temporaryFolder(), 'data');
  await writeFile(path, '');
  const refusal = await openDataFolder(path).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ why: 'unusable' });
  expect(String(refusal)).toMatch(new RegExp(`${path} cannot be used: .*not a folder\\.$`));
});
