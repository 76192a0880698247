import type { ClipRequest, MakeClip } from './clip-request.ts';

/** Makes clips when they are first needed and keeps the latest in memory, up to `maxBytes`; one clip is made once at a time. */
export function createClipCache(
  makeClip: MakeClip,
  maxBytes: number,
): (request: ClipRequest) => Promise<Uint8Array<ArrayBuffer>> {
  /** In order of use, the latest last. */
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const making = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let keptBytes = 0;

  const keep = (key: string, bytes: Uint8Array<ArrayBuffer>): void => {
    kept.set(key, bytes);
    keptBytes += bytes.byteLength;
    for (const [oldest, old] of kept) {
      if (keptBytes <= maxBytes) return;
      kept.delete(oldest);
      keptBytes -= old.byteLength;
    }
  };
  const make = async (request: ClipRequest): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      const { bytes } = await makeClip(request);
      keep(request.requestHash, bytes);
      return bytes;
    } finally {
      making.delete(request.requestHash);
    }
  };

  return async (request) => {
    const key = request.requestHash;
    const held = kept.get(key);
    if (held) {
      kept.delete(key);
      kept.set(key, held);
      return held;
    }
    const running = making.get(key) ?? make(request);
    making.set(key, running);
    return running;
  };
}
