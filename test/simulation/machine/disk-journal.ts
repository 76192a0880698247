import { decodeJournalLine, encodeJournalLine } from '../../../src/gateway/host/journal-line.ts';
import type { JsonObject } from '../../../src/graph/json.ts';
import { StorageError, type Journal } from '../../../src/runtime/jobs/ports.ts';
import type { Life } from '../life.ts';
import type { Disk } from './disk.ts';

/** A journal on the simulated disk, by the same steps as the gateway's own: write, sync, cut back what failed. */
export function diskJournal(disk: Disk, life: Life, torn: () => void): Journal {
  const found = readLines(disk.readJournal());
  let length = found.length;
  let dirty = found.torn || found.unended;
  let queue: { readonly line: string; readonly resolve: () => void; readonly reject: (error: unknown) => void }[] = [];
  let writing = false;
  const failure = (): Error => new StorageError('broken', 'The disk failed.');
  if (found.torn) torn();

  async function repair(): Promise<void> {
    await life.io('journal cut', () => disk.cutJournal(length), { failure });
    if (found.unended && length === found.length) {
      // The last entry is whole and lacks only its line break.
      await life.io('journal write end', () => disk.writeJournal('\n'), { failure });
      length += 1;
    }
    await life.io('journal sync', () => disk.syncJournal(), { failure });
    dirty = false;
  }

  async function flush(): Promise<void> {
    writing = true;
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const text = batch.map(({ line }) => `${line}\n`).join('');
      try {
        if (dirty) await repair();
        dirty = true;
        await life.io(`journal write ${typesIn(text)}`, () => disk.writeJournal(text), { failure });
        await life.io('journal sync', () => disk.syncJournal(), { failure });
        length += text.length;
        dirty = false;
        for (const { resolve } of batch) resolve();
      } catch (error) {
        // Cut back at once where that can be done; otherwise before the next write.
        if (dirty) await repair().catch(() => undefined);
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  }

  return {
    append: (entry) =>
      new Promise((resolve, reject) => {
        queue.push({ line: encodeJournalLine(entry), resolve, reject });
        if (!writing) void flush();
      }),
    async read() {
      // What the process before wrote and did not live to sync.
      await life.io('journal sync', () => disk.syncJournal(), { failure });
      return life.io(
        'journal read',
        () => {
          const { entries, setAside, wholeFrom } = readLines(disk.readJournal());
          return { entries, setAside, wholeFrom, torn: found.torn };
        },
        { failure },
      );
    },
  };
}

function readLines(text: string) {
  const entries: JsonObject[] = [];
  let setAside = 0;
  let wholeFrom = 0;
  const end = text.lastIndexOf('\n') + 1;
  for (const line of text.slice(0, end).split('\n')) {
    if (line === '') continue;
    const entry = decodeJournalLine(line);
    if (entry === undefined) {
      setAside += 1;
      wholeFrom = entries.length;
    } else entries.push(entry);
  }
  const tail = text.slice(end);
  const last = tail === '' ? undefined : decodeJournalLine(tail);
  if (last !== undefined) entries.push(last);
  const torn = tail !== '' && last === undefined;
  return { entries, setAside, wholeFrom, torn, unended: last !== undefined, length: torn ? end : text.length };
}

function typesIn(text: string): string {
  return [...text.matchAll(/"type":"(\w+)"|"kind":"(held|continued|settings)"/g)].map((m) => m[1] ?? m[2]).join(' ');
}
