import { expect, test } from 'vitest';
import { nalUnit, nalUnitType } from '../../../src/sandbox/clip/nal-unit.ts';

const idr = (...payload: number[]): number[] => [...nalUnit(nalUnitType.idrSlice, Uint8Array.from(payload))];

test('a NAL unit begins with its type and the highest importance', () => {
  expect(idr(9)).toEqual([0x65, 9]);
  expect([...nalUnit(nalUnitType.sequenceParameterSet, Uint8Array.of(66))]).toEqual([0x67, 66]);
});

test.each([0, 1, 2, 3])('a three stands between two zeros and %i', (byte) => {
  expect(idr(5, 0, 0, byte, 7)).toEqual([0x65, 5, 0, 0, 3, byte, 7]);
});

test('two zeros before a larger byte stay as they are', () => {
  expect(idr(0, 0, 4)).toEqual([0x65, 0, 0, 4]);
});

test('a run of zeros is broken after every second one', () => {
  expect(idr(0, 0, 0, 0, 0, 1)).toEqual([0x65, 0, 0, 3, 0, 0, 3, 0, 1]);
});
