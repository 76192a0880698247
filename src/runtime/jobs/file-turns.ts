import type { Core } from './core.ts';
import { createLane, type Lane } from './lane.ts';
import { DownloadError } from './ports.ts';
import { keptOutputs } from './stored-clips.ts';

/**
 * Who deletes a file and who begins to rely on one take turns: equal bytes are one file, and those that a record has just come
 * to rely on must not go with what another one lets go of (faults.md M8).
 */
export interface FileTurns {
  readonly turn: Lane;
  /** Files that are being fetched once more, by hash. */
  readonly awaited: Set<{ readonly sha256: string }>;
  /** How often a file was deleted in the life of this owner. */
  removed: number;
}

export function createFileTurns(): FileTurns {
  return { turn: createLane(), awaited: new Set(), removed: 0 };
}

/** Deletes a file, unless something relies on it by now: a record that keeps it, or one that it has just come for. */
export async function removeUnneeded(core: Core, sha256: string): Promise<void> {
  await core.files.turn(async () => {
    if (!isKept(core, sha256) && !isExpected(core, sha256)) await remove(core, sha256);
  });
}

/** Deletes a file that records still keep, which are told right after; false where it has just come for another one. */
export async function removeAhead(core: Core, sha256: string): Promise<boolean> {
  return core.files.turn(async () => {
    if (isExpected(core, sha256)) return false;
    await remove(core, sha256);
    return true;
  });
}

async function remove(core: Core, sha256: string): Promise<void> {
  try {
    await core.bytes.remove(sha256);
  } finally {
    core.files.removed += 1;
  }
}

/**
 * Relies on a file from now on, which was stored since `removedThen` files had been deleted: one that was there already may have
 * been on its way out. Throws a DownloadError where it is gone; it can be fetched again.
 */
export async function rely(core: Core, sha256: string, removedThen: number, take: () => void): Promise<void> {
  await core.files.turn(async () => {
    if (core.files.removed !== removedThen && !(await core.bytes.has(sha256)))
      throw new DownloadError('broken', 'Its file was deleted by hand while it came.');
    take();
  });
}

function isKept(core: Core, sha256: string): boolean {
  return [...core.ledger.jobs()].some((job) => keptOutputs(job).some((output) => output.sha256 === sha256));
}

function isExpected({ ledger, files }: Core, sha256: string): boolean {
  const hasIt = (output: { readonly sha256: string }): boolean => output.sha256 === sha256;
  return [...files.awaited].some(hasIt) || [...ledger.jobs()].some((job) => job.pace.fetched.some(hasIt));
}
