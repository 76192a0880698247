import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipName, fileName, uniqueNames } from '../../src/cli/output-names.ts';

test('a clip is named by shot and take', () => {
  expect(clipName('SH010', 1, 'node3')).toBe('SH010_t01');
  expect(clipName('', 12, 'node3')).toBe('node3_t12');
});

test.each([
  ['../../etc/passwd', '_.._etc_passwd'],
  ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j'],
  ['CON', 'film'],
  ['...', 'film'],
  ['night\u202egpm.4', 'night_gpm.4'],
])('%j becomes the file name %j', (title, name) => {
  expect(fileName(title, 'film')).toBe(name);
});

test('no title ever leads out of the folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => {
      const name = fileName(title, 'film');
      expect(name).not.toMatch(/[/\\\u0000]|^\.\.?$/);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(100);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/\p{Cs}|[.\s]$/u);
    }),
  );
});

test('a long title in any script is a name that a file system takes', () => {
  expect(fileName('夜'.repeat(120), 'film')).toBe('夜'.repeat(66));
  expect(fileName(`${'a'.repeat(99)}🎬🎬`, 'film')).toBe('a'.repeat(99));
  expect(fileName(`${'a'.repeat(98)}. b`, 'film')).toBe('a'.repeat(98));
});

test('a name is given once, also where letter case does not count', () => {
  const unique = uniqueNames();
  expect([unique('a_t01', 'mp4'), unique('A_t01', 'mp4'), unique('a_t01', 'png')]).toEqual([
    'a_t01.mp4',
    'A_t01-2.mp4',
    'a_t01.png',
  ]);
});
