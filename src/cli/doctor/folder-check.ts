import { byteWords } from '../../runtime/run/byte-words.ts';
import type { Verdict } from './verdict.ts';

/** What can be seen of the data folder without writing into it. */
export type FolderFacts =
  | { readonly kind: 'absent'; readonly path: string; readonly parentWritable: boolean }
  | { readonly kind: 'no_folder'; readonly path: string }
  | {
      readonly kind: 'folder';
      readonly path: string;
      readonly writable: boolean;
      /** Permission bits; undefined on systems without them. */
      readonly mode: number | undefined;
      /** Bytes that this user may still write there. */
      readonly freeBytes: number;
    };

/** Below the first nothing should be started, below the second it gets tight: a clip has some 10 MB. */
const leastBytes = 50 * 1024 ** 2;
const fewBytes = 1024 ** 3;

/** Whether the data folder can keep jobs and clips, and keep them to its owner. */
export function judgeFolder(facts: FolderFacts): Verdict {
  const check = 'data folder';
  const { path } = facts;
  const elsewhere = 'Choose another one with SHOTGRAPH_DATA_DIR.';
  if (facts.kind === 'no_folder') return { check, status: 'fail', says: `${path} is not a folder.`, remedy: elsewhere };
  if (facts.kind === 'absent') {
    return facts.parentWritable
      ? { check, status: 'ok', says: `${path} is not there yet; the first start makes it.` }
      : { check, status: 'fail', says: `${path} is not there and cannot be made.`, remedy: elsewhere };
  }
  const { writable, mode, freeBytes } = facts;
  const room = `${byteWords(freeBytes)} free`;
  if (!writable) {
    return { check, status: 'fail', says: `${path} cannot be written to.`, remedy: `Make it writable. ${elsewhere}` };
  }
  if (freeBytes < leastBytes) {
    return { check, status: 'fail', says: `${path} has only ${room}.`, remedy: 'Make room: nothing can be bought.' };
  }
  if (mode !== undefined && (mode & 0o077) !== 0) {
    const says = `${path} is open to others (mode ${mode.toString(8).padStart(4, '0')}).`;
    return { check, status: 'warn', says, remedy: `Run: chmod 700 ${path}` };
  }
  if (freeBytes < fewBytes) return { check, status: 'warn', says: `${path} has ${room}.`, remedy: 'Make room soon.' };
  return { check, status: 'ok', says: `${path}, ${room}` };
}
