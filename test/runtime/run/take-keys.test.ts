import { expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { takeKeys } from '../../../src/runtime/run/take-keys.ts';
import { chainedShots } from '../../ui/sample-graph.ts';

const orderOf = (take: number) => {
  const document = setParam(chainedShots(), '3', 'take', take);
  const order = evaluate(document, nodeRegistry, 'sandbox').nodes.get('3')?.order;
  if (!order) throw new Error('the shot is not ready');
  return order;
};

it('names every take by the key that a run of it has', () => {
  const keys = new Map(takeKeys(orderOf(3)).map(({ take, jobKey }) => [take, jobKey]));
  for (const take of [1, 2, 3, 5]) expect(keys.get(take)).toBe(orderOf(take).jobKey);
  expect(new Set(keys.values()).size).toBe(keys.size);
});

it('counts down from a few takes past the present one', () => {
  expect(takeKeys(orderOf(2)).map(({ take }) => take)).toEqual([7, 6, 5, 4, 3, 2, 1]);
});

it('names no more than asked for, however many takes there were', () => {
  const takes = takeKeys(orderOf(9000)).map(({ take }) => take);
  expect(takes).toHaveLength(25);
  expect(takes.at(-1)).toBe(8981);
});
