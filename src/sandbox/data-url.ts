/** A data: URL taken apart, its bytes not yet decoded. */
export interface DataUrl {
  readonly mediaType: string;
  /** Of the bytes, as the text's length tells. */
  readonly size: number;
  /** The first bytes, at most `count`. Undefined where the text is not what it says it is. */
  head(count: number): Uint8Array<ArrayBuffer> | undefined;
}

/** Takes a data: URL (RFC 2397) apart; undefined for any other text. */
export function readDataUrl(text: string): DataUrl | undefined {
  const comma = text.indexOf(',');
  if (!text.startsWith('data:') || comma === -1) return undefined;
  const head = text.slice('data:'.length, comma);
  const base64 = /;\s*base64\s*$/i.test(head);
  // RFC 2397: without a media type it is US-ASCII text.
  const mediaType = head.split(';')[0]?.trim().toLowerCase() || 'text/plain';
  const start = comma + 1;
  if (!base64) {
    const escapes = (text.match(/%[0-9a-f]{2}/gi) ?? []).length;
    return { mediaType, size: text.length - start - 2 * escapes, head: () => undefined };
  }
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return {
    mediaType,
    size: Math.max(0, Math.floor(((text.length - start - padding) * 3) / 4)),
    head: (count) => decodeBase64(text.slice(start, start + 4 * Math.ceil(count / 3))),
  };
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n++) bytes[n] = binary.charCodeAt(n);
  return bytes;
}
