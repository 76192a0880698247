import { expect, it } from 'vitest';
import { movedModel } from '../../src/graph/moved-model.ts';

it('offers the id that a model goes by now, and nothing for any other', () => {
  expect(movedModel('bytedance/seedance-v2/pro')).toBe('bytedance/seedance-2.0/pro');
  expect(movedModel('bytedance/seedance-2.0/pro')).toBeUndefined();
  expect(movedModel('constructor')).toBeUndefined();
});
