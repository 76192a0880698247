import { createHash } from 'node:crypto';
import { sniffMediaType } from '../media/sniff-media-type.ts';
import type { ByteStore } from '../runtime/jobs/ports.ts';
import { mediaEndings } from '../media/media-types.ts';
import { bodyChunks, requireType } from './read-body.ts';

const mebibyte = 1024 * 1024;
/** Bytes of an upload at most: what RunComfy recommends for pictures and clips, and takes inline for sounds (facts/runcomfy-api.md). */
const caps = { image: 50 * mebibyte, video: 100 * mebibyte, audio: 16 * mebibyte } as const;

/** Other names of types that are stored under one name. */
const sameType: Readonly<Record<string, string>> = {
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
  'audio/x-m4a': 'audio/mp4',
  'image/jpg': 'image/jpeg',
};

/**
 * Stores an uploaded medium under the hash in its address. Throws a GatewayError: 415 for a type that is not stored or that
 * its bytes deny, 413 past the cap of its kind, 422 where the bytes have another hash.
 */
export async function takeUpload(request: Request, sha256: string, store: ByteStore): Promise<void> {
  const named = requireType(
    request,
    (type) => Object.hasOwn(mediaEndings, plainType(type)),
    'a picture, clip or sound',
  );
  const mediaType = plainType(named);
  const cap = caps[mediaType.split('/')[0] as keyof typeof caps];
  await store.put(bodyChunks(request, cap), mediaType, (bytes) => {
    const real = createHash('sha256').update(bytes).digest('hex');
    if (real !== sha256) return { ok: false, reason: `The bytes have the hash ${real}.` };
    return isOfType(bytes, mediaType) ? { ok: true } : { ok: false, reason: `The bytes are not ${mediaType}.` };
  });
}

function plainType(type: string): string {
  return Object.hasOwn(sameType, type) ? (sameType[type] ?? type) : type;
}

function isOfType(bytes: Uint8Array, mediaType: string): boolean {
  const real = sniffMediaType(bytes);
  if (real === mediaType) return true;
  // Sound in an MP4 box file is told from a clip by its brand alone, which sniffing leaves open.
  return (
    mediaType === 'audio/mp4' &&
    (real === 'video/mp4' || (real === undefined && bytes[4] === 0x66 && bytes[5] === 0x74))
  );
}
