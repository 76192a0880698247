const letters = new TextEncoder().encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = 61;

/**
 * Bytes as a `data:` URL. Encoded by hand: `btoa` wants a string of characters first, which takes a second for a clip, and
 * every other job of the process waits meanwhile.
 */
export function dataUrl(bytes: Uint8Array, mediaType: string): string {
  const base64 = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const three = ((bytes[from] ?? 0) << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    base64[to++] = letter(three >> 18);
    base64[to++] = letter(three >> 12);
    base64[to++] = left > 1 ? letter(three >> 6) : padding;
    base64[to++] = left > 2 ? letter(three) : padding;
  }
  return `data:${mediaType};base64,${new TextDecoder().decode(base64)}`;
}

function letter(bits: number): number {
  return letters[bits & 63] ?? padding;
}
