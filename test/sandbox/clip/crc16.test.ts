import { expect, test } from 'vitest';
import { crc16 } from '../../../src/sandbox/clip/crc16.ts';

test('the check value of CRC-16/IBM-3740 comes out', () => {
  expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x29b1);
});

test('zeros do not have the checksum zero', () => {
  expect(crc16(new Uint8Array(6))).not.toBe(0);
});
