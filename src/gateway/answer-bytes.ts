import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { commonHeaders } from './answer-headers.ts';
import { byteRange } from './byte-range.ts';
import type { FoundFile } from './host/file-bytes.ts';

/** What a browser may show where it stands; anything else is a file to keep (SEC10). SVG can carry script. */
export function mayStandInline(mediaType: string): boolean {
  return /^(video|image|audio)\//.test(mediaType) && !mediaType.startsWith('image/svg');
}

/** Stored bytes as an answer, whole or in part (206, 416). Bytes named by their hash never change: the hash is the ETag. */
export function answerBytes(request: Request, sha256: string, stored: FoundFile): Response {
  const { size, mediaType } = stored;
  const etag = `"${sha256}"`;
  const headers: Record<string, string> = {
    ...commonHeaders,
    'content-type': mayStandInline(mediaType) ? mediaType : 'application/octet-stream',
    ...(!mayStandInline(mediaType) && { 'content-disposition': 'attachment' }),
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    etag,
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  // A range of something else than what the caller holds must not be glued to it (If-Range).
  const condition = request.headers.get('if-range');
  const wanted = condition === null || condition === etag ? request.headers.get('range') : null;
  const range = byteRange(wanted ?? undefined, size);
  if (range.kind === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${size}` } });
  }
  const [first, last] = range.kind === 'part' ? [range.first, range.last] : [0, size - 1];
  headers['content-length'] = String(last - first + 1);
  if (range.kind === 'part') headers['content-range'] = `bytes ${first}-${last}/${size}`;
  const body = request.method === 'HEAD' || size === 0 ? null : streamOf(stored.path, first, last);
  return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers });
}

/** The bytes of a file from `first` to `last`, both included. */
function streamOf(path: string, first: number, last: number): ReadableStream<Uint8Array> {
  return Readable.toWeb(createReadStream(path, { start: first, end: last })) as ReadableStream<Uint8Array>;
}
