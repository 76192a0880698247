import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadSessionValue, sessionFile } from '../../../src/gateway/host/session-value.ts';
import { readToken, saveToken, TokenFileError } from '../../../src/gateway/host/token.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('SEC05 the session value is 256 bits in a 0600 file, and the same after a restart', async () => {
  const folder = await temporaryFolder();
  const value = await loadSessionValue(folder);
  expect(value).toMatch(/^[0-9a-f]{64}$/);
  expect((await stat(sessionFile(folder))).mode & 0o777).toBe(0o600);
  expect(await loadSessionValue(folder)).toBe(value);
  expect(await loadSessionValue(await temporaryFolder())).not.toBe(value);
});

test('SEC05 a session value that others could read, or that is damaged, is replaced', async () => {
  const folder = await temporaryFolder();
  const value = await loadSessionValue(folder);
  await chmod(sessionFile(folder), 0o644);
  const second = await loadSessionValue(folder);
  expect(second).not.toBe(value);
  expect((await stat(sessionFile(folder))).mode & 0o777).toBe(0o600);
  await writeFile(sessionFile(folder), 'short');
  expect(await loadSessionValue(folder)).toMatch(/^[0-9a-f]{64}$/);
});

test('SEC11 a saved token is in a 0600 file and is read anew every time', async () => {
  const file = join(await temporaryFolder(), 'token');
  expect(await readToken({ file })).toBeUndefined();
  await saveToken(file, ' first \n');
  expect(await readToken({ file })).toBe('first');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await saveToken(file, 'second');
  expect(await readToken({ file })).toBe('second');
  expect(await readToken({ file, environment: 'given' })).toBe('given');
});

test.each([0o640, 0o604, 0o644, 0o666, 0o610])(
  'SEC11 a token file with mode %o is refused, with what to do',
  async (mode) => {
    const file = join(await temporaryFolder(), 'token');
    await writeFile(file, 'canary');
    await chmod(file, mode);
    const refusal = await readToken({ file }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TokenFileError);
    expect(String(refusal)).toContain(`chmod 600 ${file}`);
    expect(String(refusal)).not.toContain('canary');
  },
);

test('a token file that holds no token is refused without showing it, an empty one is none', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'token');
  await writeFile(file, 'canary one\ncanary two', { mode: 0o600 });
  await expect(readToken({ file })).rejects.toThrow(/^(?!.*canary)/);
  await writeFile(file, '\n');
  expect(await readToken({ file })).toBeUndefined();
  await mkdir(join(folder, 'folder'), { mode: 0o700 });
  await expect(readToken({ file: join(folder, 'folder') })).rejects.toBeInstanceOf(TokenFileError);
});

test('what cannot be a token is not saved', async () => {
  const file = join(await temporaryFolder(), 'token');
  await expect(saveToken(file, 'two words')).rejects.toBeInstanceOf(TokenFileError);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
});
