import type { Disk, OpenFile } from '../../../src/gateway/host/disk.ts';
import type { Life } from '../life.ts';
import type { World } from '../world.ts';
import { journalPath, systemError } from './disk.ts';

/** The simulated disk as one process reaches it: each call takes time, may fail, and may be the last thing it does. */
export function processDisk(world: World, life: Life): Disk {
  const { disk } = world;
  const io = <T>(name: string, act: () => T): Promise<T> => life.io(name, act, { failure: () => systemError('EIO') });
  const kindOf = (path: string): string => (path.startsWith(journalPath) ? 'journal' : 'file');

  return {
    async open(path, how): Promise<OpenFile> {
      const kind = kindOf(path);
      const file = await io(`${kind} open`, () => disk.open(path, how));
      return {
        write(bytes, offset, length, position) {
          const part = bytes.subarray(offset, offset + length);
          const what = kind === 'journal' ? ` ${typesIn(part)}` : '';
          return io(`${kind} write${what}`, () => {
            if (kind === 'journal') world.tell({ kind: 'journal written', life: life.name });
            return { bytesWritten: disk.write(file, part, position) };
          });
        },
        sync: () => io(`${kind} sync`, () => disk.sync(file)),
        truncate: (length) => io(`${kind} cut`, () => disk.truncate(file, length)),
        close: () => io(`${kind} close`, () => undefined),
      };
    },
    read: (path) =>
      io(`${kindOf(path)} read`, () => {
        const file = disk.find(path);
        if (file === undefined) throw systemError('ENOENT');
        return Buffer.from(file.bytes);
      }),
    // Asked a dozen times for each file, and changes nothing: no time is spent on it.
    sizeOf: (path) => Promise.resolve(disk.find(path)?.bytes.length),
    namesIn: (folder) => io('folder read', () => disk.namesIn(folder)),
    makeFolder: () => Promise.resolve(),
    rename: (from, to) => io('file rename', () => disk.rename(from, to)),
    remove: (path) => (disk.find(path) === undefined ? Promise.resolve() : io('file remove', () => disk.remove(path))),
    syncFolder: (folder) => io(`folder sync ${folder}`, () => disk.syncFolder(folder)),
    roomIn: () => Promise.resolve({ free: 0, total: 1e9 }),
  };
}

function typesIn(lines: Uint8Array): string {
  const text = Buffer.from(lines).toString('utf8');
  return [...text.matchAll(/"type":"(\w+)"|"kind":"(held|continued|settings)"/g)].map((m) => m[1] ?? m[2]).join(' ');
}
