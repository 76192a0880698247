import { fourCharacters, type Mp4Box, viewOf, walkBoxes } from './mp4-box-walk.ts';
import { checkSampleTables } from './mp4-sample-tables.ts';

/**
 * Whether bytes are a complete MP4. `kind` is for decisions, `reason` is a sentence for a person. `fragmented` is said only
 * of a file whose boxes are all whole: nothing of it is missing.
 */
export type Mp4Check =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly kind: 'empty' | 'not_mp4' | 'truncated' | 'fragmented' | 'damaged';
      readonly reason: string;
    };

/**
 * Says whether a file is a complete, non-fragmented MP4 (ISO/IEC 14496-12): `ftyp`, `moov` and `mdat` are there and whole,
 * and every sample lies inside the file. An answer cut off on its way resolves as success in `fetch`, so this stands before
 * every store (faults.md J11 to J13). Reads box headers and sample tables only, and never throws.
 */
export function checkMp4(bytes: Uint8Array): Mp4Check {
  if (bytes.length === 0) return refuse('empty', 'The file is empty.');
  const view = viewOf(bytes);
  const { boxes, broken } = walkBoxes(view, 0, bytes.length);
  const named = (type: string) => boxes.filter((box) => box.type === type);
  if (named('ftyp').length === 0) return refuse('not_mp4', describeOther(view));
  if (broken?.why === 'truncated')
    return refuse('truncated', `The file ends inside its ${nameAt(view, broken.at)} box.`);
  if (broken) return refuse('damaged', `The box at byte ${broken.at} has an impossible size.`);
  const movies = named('moov');
  if (movies.length === 0) return refuse('truncated', 'The file has no index of its pictures and sound (moov).');
  const tracks = movies.flatMap((movie) => tracksOf(view, movie));
  if (named('moof').length > 0 || tracks.some((box) => box.type === 'mvex')) {
    return refuse('fragmented', 'The file is a fragmented MP4.');
  }
  if (named('mdat').length === 0) return refuse('truncated', 'The file has no pictures or sound (mdat).');

  let samples = 0;
  for (const track of tracks) {
    const tables = checkSampleTables(view, track, bytes.length);
    if (!tables.ok && tables.why === 'truncated') {
      return refuse('truncated', 'The file ends before its last picture or sound.');
    }
    if (!tables.ok) return refuse('damaged', 'The index of the file (moov) is damaged.');
    samples += tables.samples;
  }
  return samples > 0 ? { ok: true } : refuse('damaged', 'The file says that it holds no pictures and no sound.');
}

function tracksOf(view: DataView, movie: Mp4Box): Mp4Box[] {
  return walkBoxes(view, movie.body, movie.end).boxes.filter((box) => box.type === 'trak' || box.type === 'mvex');
}

function refuse(kind: Exclude<Mp4Check, { ok: true }>['kind'], reason: string): Mp4Check {
  return { ok: false, kind, reason };
}

function nameAt(view: DataView, at: number): string {
  const name = at + 8 <= view.byteLength ? fourCharacters(view, at + 4) : '';
  return /^[\x20-\x7e]{4}$/.test(name) ? name : 'last';
}

function describeOther(view: DataView): string {
  let start = '';
  for (let at = 0; at < Math.min(64, view.byteLength); at++) start += String.fromCharCode(view.getUint8(at));
  if (/^[\s\u00ef\u00bb\u00bf]*<(!doctype|html|\?xml)/i.test(start)) return 'The file is a web page, not an MP4.';
  return 'The file is not an MP4.';
}
