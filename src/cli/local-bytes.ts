import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { GraphDocument } from '../graph/document.ts';
import { hashBytes } from '../graph/hash.ts';
import { localFilesOf } from '../graph/local-files-of.ts';
import { mediaTypeOfName } from '../graph/media-type-of-name.ts';

/**
 * Finds a graph's local files beside it, under their bare names; only bytes with the right hash count. What is not there is
 * looked for by the gateway: in the data folder, and among the pictures that ship with the project.
 */
export function localBytesBeside(graphFile: string, document: GraphDocument) {
  const names = new Map(localFilesOf(document).map(({ sha256, name }) => [sha256, name]));
  return async (sha256: string): Promise<Blob | undefined> => {
    const name = names.get(sha256);
    // A name with a path in it is never followed out of the graph's folder.
    if (name === undefined || basename(name) !== name || name.includes('\\')) return undefined;
    try {
      const bytes = await readFile(join(dirname(graphFile), name));
      return hashBytes(bytes) === sha256
        ? new Blob([bytes], { type: mediaTypeOfName(name) ?? 'application/octet-stream' })
        : undefined;
    } catch (error) {
      if (['ENOENT', 'EISDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
      throw error;
    }
  };
}
