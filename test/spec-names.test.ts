import { describe, expect, test } from 'vitest';
import { numberedTests, numbersOf } from '../scripts/test-names.mjs';

const names = (text: string): string[] => numberedTests(text, 'some.test.ts').map(({ name }) => name);

test('a name begins with one row number, with several, or with none', () => {
  expect(numbersOf('M1 M14, SEC07: no claim, no POST')).toEqual(['M1', 'M14', 'SEC07']);
  expect(numbersOf('H06')).toEqual(['H06']);
  for (const none of ['a H06', 'H6 short', 'H066', 'MP4 of H06', 'SEC7 x', 'h06 x'])
    expect(numbersOf(none)).toEqual([]);
});

describe('names of tests, read from the text of a file', () => {
  test('stand under those of their describes', () => {
    expect(names("describe('jobs', () => { describe('M1 a claim', () => { it('M2 x', f); it('y', f); }); });")).toEqual(
      ['jobs › M1 a claim', 'jobs › M1 a claim › M2 x'],
    );
  });

  test('do not count when they are skipped, nor does a describe without a test', () => {
    expect(names("test.skip('M1 x', f); test.todo('M2 x'); describe('M3 x', () => {});")).toEqual([]);
    expect(
      names("describe.skip('M1 x', () => { test('M2 x', f); }); describe('M4 x', () => { it.skip('a', f); })"),
    ).toEqual([]);
    expect(names("test.runIf(linux)('M5 x', f); test.concurrent('M6 x', f);")).toEqual(['M5 x', 'M6 x']);
  });

  test('of a table are told row by row where a row brings a number of its own', () => {
    const table = "const rows = [['H06 408', 1], ['other', 2]] as const; test.each(rows)('M4 %s is %i', f);";
    expect(names(table)).toEqual(['M4 %s is %i', 'M4 H06 408 is 1']);
    expect(names("it.each<[string]>([['H01 x']])('%s', f);")).toEqual(['H01 x']);
    expect(names("it.each([{ name: 'H02 x' }])('$name is told', f);")).toEqual(['H02 x is told']);
    expect(names("const of = { 'H03 x': 1 }; it.each(Object.entries(of))('%s', f);")).toEqual(['H03 x']);
    expect(names("it.each(made())('S01 %s', f);")).toEqual(['S01 %s']);
  });

  test('that are computed are told as far as they stand there', () => {
    expect(names('for (const n of [1]) test(`G17 opens ${n} nodes`, f);')).toEqual(['G17 opens … nodes']);
    expect(names('test(`${n} M1`, f); test(name, f);')).toEqual([]);
  });
});
