import { expect, test } from 'vitest';
import { isoInstant } from '../../../src/runtime/runcomfy/iso-instant.ts';

test('an ISO instant is read as the platform reads it', () => {
  for (const text of [
    '2026-01-01T10:03:20Z',
    '1999-12-31T23:59:59.125Z',
    '2024-02-29T00:00:00+02:00',
    '2024-02-29T00:00:00.5-05:30',
  ]) {
    expect(isoInstant(text)).toBe(Date.parse(text));
  }
  expect(isoInstant('2026-01-01T10:03:20')).toBe(Date.UTC(2026, 0, 1, 10, 3, 20));
  expect(isoInstant('2026-01-01 10:03:20.123456')).toBeCloseTo(Date.UTC(2026, 0, 1, 10, 3, 20) + 123.456, 3);
});

test('anything else is no instant', () => {
  for (const value of [
    undefined,
    null,
    1_767_261_800,
    '',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
  ]) {
    expect(isoInstant(value)).toBeUndefined();
  }
});
