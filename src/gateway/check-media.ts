import { checkMp4 } from '../media/mp4-boxes.ts';
import { sniffMediaType } from '../media/sniff-media-type.ts';
import type { CheckMedia } from '../runtime/jobs/core.ts';

/** Whether downloaded bytes are a complete clip or a picture, by what they are and not by what they are called (M8, J11 to J13). */
export const checkMedia: CheckMedia = (bytes, kind) => {
  if (bytes.byteLength === 0) return { ok: false, reason: 'The result is empty.' };
  const mediaType = sniffMediaType(bytes);
  if (mediaType === undefined || !mediaType.startsWith(`${kind}/`)) {
    return { ok: false, reason: `The result is ${mediaType ?? 'of no known type'} and not a ${kind}.` };
  }
  if (kind === 'image') return { ok: true, mediaType };
  const verdict = checkMp4(bytes);
  // A clip in fragments plays as well as another; it was paid for and is kept.
  if (verdict.ok || verdict.kind === 'fragmented') return { ok: true, mediaType };
  return { ok: false, reason: verdict.reason };
};
