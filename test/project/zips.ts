import {
  BlobWriter,
  configure,
  TextReader,
  Uint8ArrayReader,
  ZipWriter,
  type ZipWriterAddDataOptions,
} from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** One file of a ZIP that is made for a test. */
export interface ZipFile {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly options?: ZipWriterAddDataOptions;
}

/** A ZIP of exactly these files, stored unless an option says otherwise; two may have one name. */
export async function zipOf(files: readonly ZipFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  // The writer refuses a name that stands twice, so the second is written under another of the same length and renamed.
  const seen = new Set<string>();
  const renames: (readonly [string, string])[] = [];
  const writer = new ZipWriter(new BlobWriter(), { level: 0, extendedTimestamp: false, dataDescriptor: false });
  for (const { name, data, options = {} } of files) {
    const unique = seen.has(name) ? `!${name.slice(1)}` : name;
    if (unique !== name) renames.push([unique, name]);
    seen.add(name);
    await writer.add(unique, typeof data === 'string' ? new TextReader(data) : new Uint8ArrayReader(data), options);
  }
  parts.push(new Uint8Array(await (await writer.close()).arrayBuffer()));
  let [bytes = new Uint8Array()] = parts;
  for (const [from, to] of renames) bytes = replaced(bytes, from, to);
  return bytes;
}

/** Bytes with every occurrence of a text replaced by another of the same length. */
export function replaced(bytes: Uint8Array<ArrayBuffer>, from: string, to: string): Uint8Array<ArrayBuffer> {
  const [old, next] = [Buffer.from(from), Buffer.from(to)];
  if (old.length !== next.length) throw new Error('only texts of one length can be exchanged');
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(old); at >= 0; at = copy.indexOf(old, at + 1)) next.copy(copy, at);
  return Uint8Array.from(copy);
}

/** Where each file of a ZIP has its record in the directory, in order. */
export function directoryOffsets(bytes: Uint8Array): readonly number[] {
  const found: number[] = [];
  const buffer = Buffer.from(bytes);
  const signature = Buffer.from([0x50, 0x4b, 1, 2]);
  for (let at = buffer.indexOf(signature); at >= 0; at = buffer.indexOf(signature, at + 1)) found.push(at);
  return found;
}

/** A copy with little-endian numbers written at some places. */
export function patched(
  bytes: Uint8Array<ArrayBuffer>,
  patches: readonly { readonly at: number; readonly value: number; readonly size: 1 | 2 | 4 }[],
): Uint8Array<ArrayBuffer> {
  const copy = Buffer.from(bytes);
  for (const { at, value, size } of patches) copy.writeUIntLE(value, at, size);
  return Uint8Array.from(copy);
}
