import {
  BlobReader,
  configure,
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_UNSAFE_FILENAME,
  type FileEntry,
  ZipReader,
} from '@zip.js/zip.js/lib/zip-core-custom.js';
import { boundedText } from '../graph/file/bounded-text.ts';
import { type Opened, refuse } from '../graph/file/refusal.ts';
import { projectLimits } from './project-format.ts';

// Its workers are made from texts, which the page's policy refuses; a clip is stored and needs none.
configure({ useWebWorkers: false });

/** One file in a ZIP, by what its directory says. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes after unpacking, and as they stand in the ZIP. */
  readonly size: number;
  readonly packed: number;
  readonly encrypted: boolean;
  /** 0 is stored, 8 is deflated. */
  readonly method: number;
  /** Neither a file nor a folder, such as a symbolic link. */
  readonly special: boolean;
  /** The unpacked bytes, checked by their CRC-32. Throws a ZipDamage where they are not what the directory says. */
  read(signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** Bytes of an entry that are not what the ZIP says they are. */
export class ZipDamage extends Error {
  override readonly name = 'ZipDamage';
}

/**
 * The files of a ZIP, folders left out. Nothing is unpacked. What two programs could read in two ways is refused: names that
 * stand twice, bytes before or behind, headers that contradict the directory, entries over one another.
 */
export async function zipEntries(file: Blob): Promise<Opened<readonly ZipEntry[]>> {
  const reader = new ZipReader(new BlobReader(file), { strictness: 'strict', checkOverlappingEntry: true });
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      if (entries.length >= projectLimits.entries)
        return refuse(
          'project-too-large',
          `This file holds more than ${projectLimits.entries} files.`,
          'Open a project that Shotgraph saved.',
        );
      entries.push(entryOf(entry));
    }
  } catch (error) {
    const message = messageOf(error);
    if (message.startsWith(ERR_UNSAFE_FILENAME))
      return refuse(
        'project-unsafe-name',
        'A file in this project has a name that leads out of it.',
        'Open a project that Shotgraph saved.',
      );
    if (message.startsWith(ERR_AMBIGUOUS_ARCHIVE))
      return refuse(
        'project-ambiguous',
        'This ZIP can be read in two ways: a name stands in it twice, or something stands before or behind it.',
        'Open the project as it was saved.',
      );
    return refuse(
      'project-not-zip',
      `This file cannot be read as a project: ${boundedText(message)}.`,
      'It may be cut short or damaged: fetch it again, or save the project again.',
    );
  }
  return { ok: true, value: entries };
}

function entryOf(entry: FileEntry): ZipEntry {
  const { filename, uncompressedSize: size, compressedSize: packed, encrypted, compressionMethod, symlink } = entry;
  return {
    name: filename,
    size,
    packed,
    encrypted,
    method: compressionMethod,
    special: symlink,
    async read(signal) {
      const bytes = new Uint8Array(size);
      let at = 0;
      const sink = new WritableStream<Uint8Array>({
        write(chunk) {
          if (at + chunk.byteLength > size) throw new ZipDamage('It is longer than the file says.');
          bytes.set(chunk, at);
          at += chunk.byteLength;
        },
      });
      try {
        await entry.getData(sink, { checkSignature: true, ...(signal && { signal }) });
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof ZipDamage ? error : new ZipDamage(messageOf(error));
      }
      if (at !== size) throw new ZipDamage('It is shorter than the file says.');
      return bytes;
    },
  };
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
