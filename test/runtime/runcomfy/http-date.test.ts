import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpDate } from '../../../src/runtime/runcomfy/http-date.ts';

test('an HTTP date is read as the platform reads it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 32_503_680_000 }), (seconds) => {
      expect(httpDate(new Date(seconds * 1000).toUTCString())).toBe(seconds * 1000);
    }),
  );
});

test.each(['', 'soon', 'Sun, 06 Nov 1994', 'Sun, 06 Foo 1994 08:49:37 GMT', '2026-01-01T00:00:00Z'])(
  '%j is no HTTP date',
  (text) => {
    expect(httpDate(text)).toBeUndefined();
  },
);
