import { byteRange } from './byte-range.ts';

/** Answers with a clip's bytes, or the part that was asked for. */
export function clipAnswer(bytes: Uint8Array<ArrayBuffer>, method: string, range: string | null): Response {
  const headers = {
    'content-type': 'video/mp4',
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
  };
  const answer = (status: number, part: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}): Response =>
    new Response(method === 'HEAD' ? null : part, {
      status,
      headers: { ...headers, 'content-length': String(part.byteLength), ...more },
    });
  // A Range header has a meaning for GET alone (RFC 9110, 14.2).
  const wanted = byteRange(method === 'GET' ? range : null, bytes.byteLength);
  if (wanted === 'whole') return answer(200, bytes);
  if (wanted === 'unsatisfiable') {
    return answer(416, new Uint8Array(), { 'content-range': `bytes */${bytes.byteLength}` });
  }
  return answer(206, bytes.subarray(wanted.first, wanted.last + 1), {
    'content-range': `bytes ${wanted.first}-${wanted.last}/${bytes.byteLength}`,
  });
}
