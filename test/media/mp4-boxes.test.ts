import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkBoxes } from '../../src/media/mp4-box-walk.ts';
import { checkMp4 } from '../../src/media/mp4-boxes.ts';
import { clipFolder } from './make-clips.ts';

const folder = clipFolder();
const indexLast = folder.make('index-last', { seconds: 0.5 }).bytes;
const indexFirst = folder.remux('index-first', 'index-last', [], ['-movflags', 'faststart']).bytes;
const fragmented = folder.remux('fragmented', 'index-last', [], ['-movflags', 'frag_keyframe+empty_moov']).bytes;
const whole = [indexLast, indexFirst];

function kindOf(bytes: Uint8Array): string {
  const check = checkMp4(bytes);
  return check.ok ? 'ok' : check.kind;
}

function topBoxes(bytes: Uint8Array) {
  return walkBoxes(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, bytes.length).boxes;
}

/** Every offset at which a box begins, at any depth of the containers. */
function boundaries(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (from: number, to: number): number[] =>
    walkBoxes(view, from, to).boxes.flatMap((box) =>
      ['moov', 'trak', 'mdia', 'minf', 'stbl'].includes(box.type)
        ? [box.start, ...inside(box.body, box.end)]
        : [box.start],
    );
  return inside(0, bytes.length);
}

function box(type: string, ...content: (Uint8Array | number[])[]): Uint8Array {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  const header = Buffer.alloc(8);
  header.writeUInt32BE(body.length + 8);
  header.write(type, 4, 'latin1');
  return new Uint8Array(Buffer.concat([header, body]));
}

const uint32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const ftyp = box('ftyp', Buffer.from('isom'), uint32(512));

/** The smallest file: one track with the given tables, and ten bytes of data. */
function tiny(tables: Uint8Array[]): Uint8Array {
  const movie = box('moov', box('trak', box('mdia', box('minf', box('stbl', ...tables)))));
  return new Uint8Array(Buffer.concat([ftyp, movie, box('mdat', new Uint8Array(10))]));
}

const stsc = (perChunk: number) => box('stsc', uint32(0), uint32(1), uint32(1), uint32(perChunk), uint32(1));
const stsz = (constant: number, count: number, sizes: number[] = []) =>
  box('stsz', uint32(0), uint32(constant), uint32(count), sizes.flatMap(uint32));
const stco = (...offsets: number[]) => box('stco', uint32(0), uint32(offsets.length), offsets.flatMap(uint32));

describe('checking that a file is a whole MP4', () => {
  it('accepts whole files, with the index last or first', () => {
    expect(whole.map(checkMp4)).toEqual([{ ok: true }, { ok: true }]);
  });

  it('J12 refuses an empty file', () => {
    expect(checkMp4(new Uint8Array(0))).toEqual({ ok: false, kind: 'empty', reason: 'The file is empty.' });
  });

  it('J11 refuses a web page, and says that it is one', () => {
    const page = new TextEncoder().encode('\ufeff\n<!DOCTYPE html><html><title>403 Forbidden</title></html>');
    expect(checkMp4(page)).toMatchObject({ kind: 'not_mp4', reason: expect.stringContaining('web page') });
  });

  it.each([
    ['JSON', new TextEncoder().encode('{"error":"expired"}')],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
    ['zeros alone', new Uint8Array(4096)],
    ['three bytes', Uint8Array.of(0, 0, 0)],
  ])('J11 refuses %s as not an MP4', (_title, bytes) => {
    expect(kindOf(bytes)).toBe('not_mp4');
  });

  it('J13 refuses a file cut off at any box boundary, at any depth', () => {
    for (const bytes of whole) {
      const cuts = boundaries(bytes).filter((at) => at > 0 && at < bytes.length);
      expect(cuts.length).toBeGreaterThan(20);
      for (const at of cuts) {
        expect([at, kindOf(bytes.subarray(0, at))]).toEqual([at, expect.stringMatching(/truncated|not_mp4/)]);
      }
    }
  });

  it('J13 refuses a file cut off anywhere', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (bytes, part) => {
          expect(checkMp4(bytes.subarray(0, Math.floor(part * bytes.length))).ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('J13 refuses a file cut off in a last box that has no size and reaches to the end', () => {
    const open = indexFirst.slice();
    const data = topBoxes(open).find(({ type }) => type === 'mdat');
    open.fill(0, data?.start, (data?.start ?? 0) + 4);
    expect(checkMp4(open)).toEqual({ ok: true });
    expect(kindOf(open.subarray(0, open.length - 1))).toBe('truncated');
  });

  it('says that a fragmented file is fragmented only when all its boxes are whole', () => {
    expect(kindOf(fragmented)).toBe('fragmented');
    expect(kindOf(fragmented.subarray(0, fragmented.length - 5))).toBe('truncated');
  });

  it('reads 64-bit box sizes, and refuses one past the end', () => {
    const data = topBoxes(indexLast).find(({ type }) => type === 'mdat');
    const start = data?.start ?? 0;
    const large = Buffer.from(indexLast);
    // ffmpeg leaves room for a 64-bit size: a `free` box of eight bytes right before `mdat`.
    expect(large.toString('latin1', start - 4, start)).toBe('free');
    large.writeUInt32BE(1, start - 8);
    large.write('mdat', start - 4, 'latin1');
    large.writeBigUInt64BE(BigInt((data?.end ?? 0) - start + 8), start);
    expect(checkMp4(large)).toEqual({ ok: true });
    large.writeBigUInt64BE(0x1_0000_0000n + BigInt((data?.end ?? 0) - start + 8), start);
    expect(kindOf(large)).toBe('truncated');
    large.writeBigUInt64BE(0xffff_ffff_ffff_ffffn, start);
    expect(kindOf(large)).toBe('truncated');
    large.writeBigUInt64BE(3n, start);
    expect(kindOf(large)).toBe('damaged');
  });

  it('accepts zeros after the last box and refuses a box that ends before its own header', () => {
    expect(checkMp4(Buffer.concat([indexLast, Buffer.alloc(5)]))).toEqual({ ok: true });
    expect(kindOf(Buffer.concat([indexLast, Buffer.from([0, 0, 0, 7, 0x66, 0x72, 0x65, 0x65])]))).toBe('damaged');
  });

  it('reads every kind of sample table', () => {
    const data = tiny([stsz(5, 2), stsc(2), stco(0)]).length - 10;
    expect(kindOf(tiny([stsz(5, 2), stsc(2), stco(data)]))).toBe('ok');
    expect(kindOf(tiny([stsz(5, 2), stsc(2), stco(data + 1)]))).toBe('truncated');
    const variable = tiny([stsz(0, 2, [4, 6]), stsc(1), stco(0, 0)]).length - 10;
    expect(kindOf(tiny([stsz(0, 2, [4, 6]), stsc(1), stco(variable, variable + 4)]))).toBe('ok');
    expect(kindOf(tiny([stsz(0, 2, [4, 6]), stsc(1), stco(variable, variable + 5)]))).toBe('truncated');
    const nibbles = box('stz2', uint32(0), [0, 0, 0, 4], uint32(3), [0x34, 0x30]);
    const compact = tiny([nibbles, stsc(3), stco(0)]).length - 10;
    expect(kindOf(tiny([nibbles, stsc(3), stco(compact)]))).toBe('ok');
    expect(kindOf(tiny([nibbles, stsc(3), stco(compact + 1)]))).toBe('truncated');
    const wide = (offset: number) => box('co64', uint32(0), uint32(1), uint32(0), uint32(offset));
    const far = tiny([stsz(5, 2), stsc(2), wide(0)]).length - 10;
    expect(kindOf(tiny([stsz(5, 2), stsc(2), wide(far)]))).toBe('ok');
    expect(kindOf(tiny([stsz(5, 2), stsc(2), wide(far + 1)]))).toBe('truncated');
  });

  it.each([
    ['counts far past the table', [stsz(0, 0xffff_ffff), stsc(1), stco(0)]],
    ['more samples than the chunks hold', [stsz(1, 0xffff_ffff), stsc(1), stco(0)]],
    ['chunks without an end', [stsz(1, 4), stsc(0), stco(0, 0)]],
    ['no chunk table', [stsz(1, 4), stsc(1)]],
    ['no samples at all', [stsz(0, 0), stsc(1), stco()]],
    ['tables without content', [box('stsz'), box('stsc'), box('stco')]],
  ])('refuses an index with %s', (_title, tables) => {
    expect(kindOf(tiny(tables))).toBe('damaged');
  });

  it('never throws, whatever bytes are flipped', () => {
    const index = boundaries(indexFirst);
    const places = fc.oneof(
      fc.nat(indexFirst.length - 1),
      // Aimed at sizes, types, counts and first entries, where a flip matters.
      fc
        .tuple(fc.constantFrom(...index), fc.nat(23))
        .map(([at, offset]) => Math.min(at + offset, indexFirst.length - 1)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(places, fc.nat(255)), { minLength: 1, maxLength: 6 }), fc.nat(40), (flips, cut) => {
        const bytes = indexFirst.slice(0, indexFirst.length - (cut > 30 ? cut : 0));
        for (const [at, value] of flips) bytes[at] = value;
        const check = checkMp4(bytes);
        expect(check.ok || check.reason.length > 10).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on arbitrary bytes behind a real start', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        expect(checkMp4(Buffer.concat([ftyp, noise])).ok).toBe(false);
        expect(checkMp4(noise).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});
