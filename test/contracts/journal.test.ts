import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import { openFileJournal } from '../../src/gateway/host/file-journal.ts';
import { createMemoryJournal, noRoom } from '../fakes/memory-journal.ts';
import { limitedDisk } from '../gateway/host/limited-disk.ts';
import { temporaryFolder } from '../gateway/host/temporary-folder.ts';
import { createLife } from '../simulation/life.ts';
import { journalPath } from '../simulation/machine/disk.ts';
import { processDisk } from '../simulation/machine/process-disk.ts';
import { quietWorld } from '../simulation/quiet-world.ts';
import { journalContract } from './journal-contract.ts';

describe('a journal in memory', () => {
  journalContract(async () => {
    const journal = createMemoryJournal();
    return {
      journal,
      reopened: async () => createMemoryJournal(journal.lines),
      takes: (room) => void (journal.refuses = room ? undefined : noRoom),
      damage: async (line) => void (journal.lines[line] = (journal.lines[line] ?? '').slice(0, -3)),
    };
  });
});

describe('a journal in a file', () => {
  journalContract(async () => {
    const path = join(await temporaryFolder(), 'journal.jsonl');
    const { limits, disk } = limitedDisk();
    const opened = async () => {
      const journal = await openFileJournal(path, disk);
      onTestFinished(() => journal.close());
      return journal;
    };
    return {
      journal: await opened(),
      reopened: opened,
      takes: (room) => void (limits.room = room ? Number.POSITIVE_INFINITY : 0),
      async damage(line) {
        const lines = (await readFile(path, 'utf8')).split('\n');
        lines[line] = (lines[line] ?? '').slice(0, -3);
        await writeFile(path, lines.join('\n'));
      },
    };
  });
});

describe('a journal on a simulated disk', () => {
  journalContract(async () => {
    const world = quietWorld();
    const opened = () => openFileJournal(journalPath, processDisk(world, createLife('owner', world, world.chance)));
    return {
      journal: await opened(),
      reopened: opened,
      takes: (room) => void (world.disk.refuses = room ? undefined : 'full'),
      async damage(line) {
        const file = world.disk.find(journalPath);
        if (file === undefined) throw new Error('there is no journal');
        const lines = file.bytes.toString('utf8').split('\n');
        lines[line] = (lines[line] ?? '').slice(0, -3);
        file.bytes = Buffer.from(lines.join('\n'));
      },
    };
  });
});
