/** Bytes for each call of `btoa`: a multiple of three, so that the pieces join without padding. */
const piece = 3 * 8192;

/** Bytes as a `data:` URL. */
export function dataUrl(bytes: Uint8Array, mediaType: string): string {
  let base64 = '';
  for (let from = 0; from < bytes.length; from += piece) {
    base64 += btoa(String.fromCharCode(...bytes.subarray(from, from + piece)));
  }
  return `data:${mediaType};base64,${base64}`;
}
