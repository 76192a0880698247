import type { JsonObject } from '../../src/graph/json.ts';
import { StorageError, type Journal } from '../../src/runtime/jobs/ports.ts';

/** A journal in memory. Entries are kept as text, as a disk would. */
export interface MemoryJournal extends Journal {
  /** Whole lines, in order. */
  readonly lines: string[];
  /** What the disk answers instead of storing, until it is set back to undefined. */
  refuses: StorageError | undefined;
  /** Called before each append; a promise holds it up. */
  before: ((entry: JsonObject, index: number) => Promise<void> | void) | undefined;
  /** Called after each append is stored and before anybody hears of it. */
  after: ((entry: JsonObject, index: number) => Promise<void> | void) | undefined;
  /** Every stored entry, parsed. */
  entries(): JsonObject[];
}

export function createMemoryJournal(lines: string[] = []): MemoryJournal {
  let appends = 0;
  const journal: MemoryJournal = {
    lines,
    refuses: undefined,
    before: undefined,
    after: undefined,
    entries: () => lines.map(parse).filter((entry) => entry !== undefined),
    async append(entry) {
      const index = appends;
      appends += 1;
      await journal.before?.(entry, index);
      if (journal.refuses !== undefined) throw journal.refuses;
      lines.push(JSON.stringify(entry));
      await journal.after?.(entry, index);
    },
    read: () => {
      const entries = journal.entries();
      const damaged = lines.findLastIndex((line) => parse(line) === undefined);
      const wholeFrom = lines.slice(0, damaged + 1).filter((line) => parse(line) !== undefined).length;
      return Promise.resolve({ entries, setAside: lines.length - entries.length, wholeFrom, torn: false });
    },
  };
  return journal;
}

/** A disk without room. */
export const noRoom = new StorageError('full', 'No space left in /data.');

function parse(line: string): JsonObject | undefined {
  try {
    return JSON.parse(line) as JsonObject;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
