import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Disk, writeAll } from '../../src/gateway/host/disk.ts';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What every disk keeps to, as journal and stored bytes use it. `open` gives an empty folder on it. */
export function diskContract(open: () => Promise<{ readonly disk: Disk; readonly folder: string }>): void {
  async function write(disk: Disk, path: string, words: string): Promise<void> {
    const file = await disk.open(path, 'wx');
    await writeAll(file, Buffer.from(words), 0);
    await file.sync();
    await file.close();
  }

  test('M8 what was written is read back, and the file has its size and its name', async () => {
    const { disk, folder } = await open();
    const path = join(folder, 'one');
    expect([await disk.sizeOf(path), await disk.namesIn(folder)]).toEqual([undefined, []]);
    await write(disk, path, 'hello');
    expect(text(await disk.read(path))).toBe('hello');
    expect([await disk.sizeOf(path), await disk.namesIn(folder)]).toEqual([5, ['one']]);
    await disk.syncFolder(folder);
  });

  test('S01 a file is written on at its end, and cut back', async () => {
    const { disk, folder } = await open();
    const path = join(folder, 'one');
    await write(disk, path, 'hello');
    const file = await disk.open(path, 'r+');
    await writeAll(file, Buffer.from(' world'), 5);
    expect(text(await disk.read(path))).toBe('hello world');
    await file.truncate(4);
    await writeAll(file, Buffer.from('!'), 4);
    await file.sync();
    expect(text(await disk.read(path))).toBe('hell!');
    await file.close();
  });

  test('S14 what is there is not made anew, and what is not there cannot be opened or read', async () => {
    const { disk, folder } = await open();
    const path = join(folder, 'one');
    await expect(disk.open(path, 'r+')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(disk.read(path)).rejects.toMatchObject({ code: 'ENOENT' });
    await write(disk, path, 'hello');
    await expect(disk.open(path, 'wx')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(text(await disk.read(path))).toBe('hello');
  });

  test('M8 a rename takes the place of what had the name, and a removed file is gone, also when it is removed again', async () => {
    const { disk, folder } = await open();
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await write(disk, one, 'new');
    await write(disk, two, 'old');
    await disk.rename(one, two);
    expect([text(await disk.read(two)), await disk.namesIn(folder)]).toEqual(['new', ['two']]);
    await expect(disk.rename(one, two)).rejects.toMatchObject({ code: 'ENOENT' });
    await disk.remove(two);
    await disk.remove(two);
    expect(await disk.namesIn(folder)).toEqual([]);
  });
}
