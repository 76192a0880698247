import { childBox, type Mp4Box, walkBoxes } from './mp4-box-walk.ts';

/** What a track's sample tables say: how many samples, and whether all of them lie before `fileEnd`. */
export type SampleTables =
  | { readonly ok: true; readonly samples: number }
  | { readonly ok: false; readonly why: 'truncated' | 'damaged' };

const damaged: SampleTables = { ok: false, why: 'damaged' };

/**
 * Checks that every sample of a track lies inside the file, from `stsz`/`stz2`, `stsc` and `stco`/`co64`
 * (ISO/IEC 14496-12 clauses 8.7.3 to 8.7.5). The work is bounded by the size of the tables, whatever the counts claim.
 */
export function checkSampleTables(view: DataView, track: Mp4Box, fileEnd: number): SampleTables {
  const table = descend(view, track, ['mdia', 'minf', 'stbl']);
  if (!table) return damaged;
  const boxes = walkBoxes(view, table.body, table.end).boxes;
  const named = (type: string) => boxes.find((box) => box.type === type);
  const sizes = readSizes(view, named('stsz'), named('stz2'));
  if (!sizes) return damaged;
  if (sizes.count === 0) return { ok: true, samples: 0 };
  const runs = readEntries(view, named('stsc'), 12);
  const chunks = readEntries(view, named('stco'), 4) ?? readEntries(view, named('co64'), 8);
  if (!runs || !chunks || runs.count === 0 || view.getUint32(runs.first) !== 1) return damaged;

  let run = 0;
  let sample = 0;
  for (let chunk = 0; chunk < chunks.count && sample < sizes.count; chunk++) {
    while (run + 1 < runs.count && view.getUint32(runs.first + (run + 1) * 12) <= chunk + 1) run++;
    const taken = Math.min(view.getUint32(runs.first + run * 12 + 4), sizes.count - sample);
    const at = chunks.first + chunk * chunks.width;
    const offset = chunks.width === 8 ? Number(view.getBigUint64(at)) : view.getUint32(at);
    if (offset + sizes.total(sample, taken) > fileEnd) return { ok: false, why: 'truncated' };
    sample += taken;
  }
  return sample === sizes.count ? { ok: true, samples: sample } : damaged;
}

interface Sizes {
  readonly count: number;
  total(from: number, samples: number): number;
}

function readSizes(view: DataView, full: Mp4Box | undefined, compact: Mp4Box | undefined): Sizes | undefined {
  const box = full ?? compact;
  if (!box || box.end - box.body < 12) return undefined;
  const count = view.getUint32(box.body + 8);
  const first = box.body + 12;
  const constant = full ? view.getUint32(box.body + 4) : 0;
  if (constant > 0) return { count, total: (_from, samples) => samples * constant };
  const bits = full ? 32 : view.getUint8(box.body + 7);
  if (![4, 8, 16, 32].includes(bits) || first + Math.ceil((count * bits) / 8) > box.end) return undefined;
  const sizeAt = (index: number): number => {
    if (bits === 32) return view.getUint32(first + index * 4);
    if (bits === 16) return view.getUint16(first + index * 2);
    if (bits === 8) return view.getUint8(first + index);
    const pair = view.getUint8(first + (index >> 1));
    return index % 2 === 0 ? pair >> 4 : pair & 15;
  };
  return {
    count,
    total(from, samples) {
      let sum = 0;
      for (let index = from; index < from + samples; index++) sum += sizeAt(index);
      return sum;
    },
  };
}

/** A full box that holds a count and then entries of one width; undefined when the entries do not fit in it. */
function readEntries(view: DataView, box: Mp4Box | undefined, width: number) {
  if (!box || box.end - box.body < 8) return undefined;
  const count = view.getUint32(box.body + 4);
  const first = box.body + 8;
  return first + count * width > box.end ? undefined : { count, first, width };
}

function descend(view: DataView, from: Mp4Box, path: readonly string[]): Mp4Box | undefined {
  let box: Mp4Box | undefined = from;
  for (const type of path) box = box && childBox(view, box, type);
  return box;
}
