import { describe, expect, test } from 'vitest';
import { type BitWriter, createBitWriter } from '../../../src/sandbox/clip/bit-writer.ts';

/** What was written, as zeros and ones, without the padding of the last byte. */
function written(write: (bits: BitWriter) => void): string {
  const bits = createBitWriter(1);
  write(bits);
  bits.trailingBits();
  const text = Array.from(bits.written(), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return text.slice(0, text.lastIndexOf('1'));
}

describe('a bit writer', () => {
  test.each([
    [0, '1'],
    [1, '010'],
    [2, '011'],
    [3, '00100'],
    [4, '00101'],
    [6, '00111'],
    [7, '0001000'],
    [8, '0001001'],
    [254, '000000011111111'],
  ])('writes ue(%i) as table 9-2 of H.264 says', (value, code) => {
    expect(written((bits) => bits.unsignedGolomb(value))).toBe(code);
  });

  test.each([
    [0, '1'],
    [1, '010'],
    [-1, '011'],
    [2, '00100'],
    [-2, '00101'],
    [3, '00110'],
  ])('writes se(%i) as table 9-3 of H.264 says', (value, code) => {
    expect(written((bits) => bits.signedGolomb(value))).toBe(code);
  });

  test('writes numbers of up to 32 bits across bytes, most significant bit first', () => {
    const code = written((bits) => {
      bits.unsigned(3, 0b101);
      bits.unsigned(32, 0x80000001);
      bits.unsigned(5, 0b00110);
    });
    expect(code).toBe(`101${'1'.padEnd(31, '0')}100110`);
  });

  test('aligns with zeros only where it is not aligned, and then takes whole bytes', () => {
    const bits = createBitWriter(1);
    bits.unsigned(2, 0b11);
    bits.alignWithZeros();
    bits.alignWithZeros();
    bits.bytes(Uint8Array.of(1, 2, 3));
    expect([...bits.written()]).toEqual([0b11000000, 1, 2, 3]);
  });

  test('ends with a one and zeros, in a byte of its own where the last one is full', () => {
    const bits = createBitWriter();
    bits.unsigned(8, 0xff);
    bits.trailingBits();
    expect([...bits.written()]).toEqual([0xff, 0x80]);
  });

  test('starts empty again after a reset', () => {
    const bits = createBitWriter();
    bits.unsigned(11, 0x7ff);
    bits.reset();
    bits.unsigned(8, 0x2a);
    expect([...bits.written()]).toEqual([0x2a]);
  });
});
