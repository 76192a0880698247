import { byteWords } from '../../runtime/run/byte-words.ts';
import type { Verdict } from './verdict.ts';

/** A sample of the stored results, held against the hashes they are named by. */
export interface ClipFacts {
  /** How many results the journal names. */
  readonly named: number;
  readonly sampled: number;
  readonly sampledBytes: number;
  /** File names that are not there, and those whose bytes are others. */
  readonly missing: readonly string[];
  readonly damaged: readonly string[];
}

/** Whether the stored clips are what was stored. */
export function judgeClips({ named, sampled, sampledBytes, missing, damaged }: ClipFacts): Verdict {
  const check = 'clips';
  if (named === 0) return { check, status: 'ok', says: 'No result is stored yet.' };
  const bad = [
    ...damaged.map((name) => `${name}: its bytes are not those that were stored`),
    ...missing.map((name) => `${name}: not there`),
  ];
  if (bad.length > 0) {
    const says = `${bad.length} of ${sampled} looked at are damaged or missing.`;
    const remedy =
      'Put them back from a copy of the data folder, or open them in the editor while the service still has them.';
    return { check, status: 'fail', says, remedy, details: bad };
  }
  return { check, status: 'ok', says: `${sampled} of ${named} looked at (${byteWords(sampledBytes)}), all whole` };
}
