import { expect, test } from 'vitest';
import { changeSettings } from '../../../src/runtime/wire/change-settings.ts';
import type { Settings } from '../../../src/runtime/wire/messages.ts';

const rate = (model: string, usdPerSecond: number) => ({ model, resolution: '480p', usdPerSecond, at: 1 });
const before: Settings = {
  acceptedModels: { 'a/b': 'a/c' },
  inlineMedia: true,
  rates: [rate('a/b', 1)],
  typedAbove: 7,
};

test('M14 a change of settings leaves alone what it does not name', () => {
  expect(changeSettings(before, {})).toEqual(before);
  expect(changeSettings(before, { typedAbove: 9 })).toEqual({ ...before, typedAbove: 9 });
  expect(changeSettings(before, { inlineMedia: false })).toEqual({ ...before, inlineMedia: false });
  expect(changeSettings(before, { acceptedModels: { 'd/e': 'd/f' } }).acceptedModels).toEqual({
    'a/b': 'a/c',
    'd/e': 'd/f',
  });
  expect(changeSettings({ acceptedModels: {}, inlineMedia: false }, {})).toEqual({
    acceptedModels: {},
    inlineMedia: false,
  });
});

test('a rate takes the place of its own alone, and goes when it is named without a price', () => {
  expect(changeSettings(before, { rates: [rate('d/e', 2)] }).rates).toEqual([rate('a/b', 1), rate('d/e', 2)]);
  expect(changeSettings(before, { rates: [rate('a/b', 3)] }).rates).toEqual([rate('a/b', 3)]);
  expect(changeSettings(before, { rates: [{ model: 'a/b', resolution: '480p' }] }).rates).toEqual([]);
});
