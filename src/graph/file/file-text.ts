import { type Opened, refuse } from './refusal.ts';

/** The largest graph file, in bytes of UTF-8: 16 MB (G02). */
export const maxFileBytes = 16 * 1024 * 1024;

/** The text of a file without its byte order mark: measured first, then decoded strictly (G01, G02). */
export function fileText(file: Uint8Array | string): Opened<string> {
  // A UTF-16 unit is at least one byte of UTF-8, so a text that is too long is refused without being encoded.
  const least = typeof file === 'string' ? file.length : file.byteLength;
  if (least > maxFileBytes || (typeof file === 'string' && new TextEncoder().encode(file).length > maxFileBytes))
    return refuse(
      'file-too-large',
      `This file is larger than ${maxFileBytes / 1024 / 1024} MB, the most that a graph file may have.`,
      'Open a workflow without embedded pictures or clips.',
    );
  const decoded = typeof file === 'string' ? { ok: true as const, value: file } : decode(file);
  if (!decoded.ok) return decoded;
  const text = decoded.value.startsWith('\ufeff') ? decoded.value.slice(1) : decoded.value;
  if (text.trim() !== '') return { ok: true, value: text };
  return refuse('file-empty', 'This file is empty.', 'Choose another file.');
}

function decode(bytes: Uint8Array): Opened<string> {
  if (looksLikeUtf16(bytes))
    return refuse(
      'file-encoding',
      'This file is written in UTF-16; graph files are UTF-8.',
      'Save it again as UTF-8 in a text editor.',
    );
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(
      'file-encoding',
      'This file is not text in UTF-8; it may be a picture, a clip, or text in another encoding.',
      'Choose a workflow saved as JSON.',
    );
  }
}

/** By its mark, or by a zero byte beside the first character: JSON begins with an ASCII character. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return bytes.length > 1 && (first === 0) !== (second === 0);
}
