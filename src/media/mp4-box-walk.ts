/** One box of an MP4 file (ISO/IEC 14496-12 clause 4.2). Positions are byte offsets into the file. */
export interface Mp4Box {
  readonly type: string;
  readonly start: number;
  /** Where the content begins, after the 8 or 16 bytes of the header. */
  readonly body: number;
  readonly end: number;
}

/** The boxes found, and why the walk stopped before the end, if it did. */
export interface Mp4BoxWalk {
  readonly boxes: readonly Mp4Box[];
  readonly broken?: { readonly at: number; readonly why: 'truncated' | 'damaged' };
}

/** More boxes than any real file has side by side: past it the bytes are noise, and memory is spared. */
const maxSiblings = 100_000;

/** A view of exactly these bytes. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads the boxes that lie side by side between two offsets. Never throws: a box that does not fit ends the walk. */
export function walkBoxes(view: DataView, from: number, to: number): Mp4BoxWalk {
  const boxes: Mp4Box[] = [];
  let at = from;
  while (at < to) {
    if (boxes.length === maxSiblings) return { boxes, broken: { at, why: 'damaged' } };
    if (to - at < 8) {
      return isZero(view, at, to) ? { boxes } : { boxes, broken: { at, why: 'truncated' } };
    }
    const size = view.getUint32(at);
    let body = at + 8;
    let end = at + size;
    if (size === 0) end = to;
    if (size === 1) {
      if (to - at < 16) return { boxes, broken: { at, why: 'truncated' } };
      body = at + 16;
      const large = view.getBigUint64(at + 8);
      end = large > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : at + Number(large);
    }
    if (end < body) return { boxes, broken: { at, why: 'damaged' } };
    const box = { type: fourCharacters(view, at + 4), start: at, body, end };
    if (end > to) return { boxes, broken: { at, why: 'truncated' } };
    boxes.push(box);
    at = end;
  }
  return { boxes };
}

/** The first box of a type directly inside another box. */
export function childBox(view: DataView, parent: Mp4Box, type: string): Mp4Box | undefined {
  return walkBoxes(view, parent.body, parent.end).boxes.find((box) => box.type === type);
}

/** Four bytes as Latin-1 text, as box types and brands are written. */
export function fourCharacters(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

function isZero(view: DataView, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (view.getUint8(at) !== 0) return false;
  return true;
}
