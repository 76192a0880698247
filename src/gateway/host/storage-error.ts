import { StorageError } from '../../runtime/jobs/ports.ts';
import type { Disk } from './disk.ts';

/** The `code` of a Node system error, such as `ENOSPC`; undefined for any other value. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** What a failed disk operation means for the data folder (faults.md S01, S14), with the folder and its sizes named. */
export async function storageErrorOf(error: unknown, folder: string, disk: Disk): Promise<StorageError> {
  if (error instanceof StorageError) return error;
  const code = errnoOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new StorageError('full', `There is no space left in ${folder}${await roomIn(folder, disk)}.`);
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new StorageError('read_only', `${folder} cannot be written to (${code}).`);
  }
  return new StorageError('broken', `The disk refused a write in ${folder}: ${textOf(error)}.`);
}

async function roomIn(folder: string, disk: Disk): Promise<string> {
  try {
    const { free, total } = await disk.roomIn(folder);
    return ` (${megabytes(free)} free of ${megabytes(total)})`;
  } catch (error) {
    return ` (its size could not be read: ${textOf(error)})`;
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function textOf(error: unknown): string {
  return errnoOf(error) ?? (error instanceof Error ? error.message : String(error));
}
