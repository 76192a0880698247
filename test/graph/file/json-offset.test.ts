import { expect, test } from 'vitest';
import { jsonOffset } from '../../../src/graph/file/json-offset.ts';

const text = '{ "a\\"b": [1, {"c": "}],"}, [true]],\n "rules" : [ {} , { "then": "x" } ] }';

test.each([
  [[], '{ "a'],
  [['a"b'], '[1,'],
  [['a"b', 1, 'c'], '"}],"'],
  [['a"b', 2, 0], 'true'],
  [['rules', 1, 'then'], '"x"'],
])('the value at %j is found', (path, begins) => {
  expect(text.slice(jsonOffset(text, path))).toMatch(new RegExp(`^${begins.replace(/[[\]{}]/g, '\\$&')}`));
});

test('of what is not there the place that should hold it is told', () => {
  expect(text.slice(jsonOffset(text, ['rules', 0, 'then']))).toMatch(/^\{\} ,/);
  expect(text.slice(jsonOffset(text, ['rules', 7]))).toMatch(/^\[ \{\}/);
});
