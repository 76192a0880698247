import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { hashBytes } from '../../graph/hash.ts';
import type { FoundFile } from './file-bytes.ts';
import { mediaTypeOf } from '../../media/media-types.ts';
import { errnoOf } from './storage-error.ts';

/** The pictures, clips and sounds of a folder that ships with the project, by hash. A missing folder ships nothing. */
export async function indexShippedMedia(folder: string): Promise<ReadonlyMap<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true, recursive: true });
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return found;
    throw error;
  }
  for (const entry of entries) {
    const mediaType = mediaTypeOf(extname(entry.name).slice(1).toLowerCase());
    if (!entry.isFile() || mediaType === 'application/octet-stream') continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    found.set(hashBytes(bytes), { path, size: bytes.byteLength, mediaType });
  }
  return found;
}
