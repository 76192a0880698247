import { expect, test } from 'vitest';
import { nodeRegistry as registry } from '../../../src/node-registry.ts';
import { matchingNodes, typeAtEnd, withNewNode } from '../../../src/ui/commands/node-matches.ts';
import { addShot, builder } from '../../graph/build.ts';

const types = (words: string, ...rest: [Parameters<typeof matchingNodes>[2]?]): string[] =>
  matchingNodes(registry, words, ...rest).map(({ type }) => type);

test('an empty search offers every kind of node', () => {
  expect(types('')).toHaveLength(registry.definitions.length);
});

test('titles that begin with the words come first', () => {
  expect(types('prom')[0]).toBe('Prompt');
  expect(types('POLL')).toContain('Poll');
  expect(types('no such node')).toEqual([]);
});

test('a link out of an output is offered only what takes it, and one into an input only what gives it', () => {
  const b = builder();
  const shot = addShot(b, 'SH010', 'A lantern.');
  const job = { node: shot.generate, output: 'job' };
  const prompt = { node: shot.generate, input: 'prompt' };
  expect(typeAtEnd(b.document, registry, job)).toBe('JOB');
  const takers = types('', { end: job, type: 'JOB' });
  expect(takers).toContain('Poll');
  expect(takers).not.toContain('Prompt');
  const givers = types('', { end: prompt, type: 'TEXT' });
  expect(givers).toContain('Prompt');
  expect(givers).not.toContain('Poll');
});

test('the new node is linked to the end that was dropped', () => {
  const b = builder();
  const shot = addShot(b, 'SH010', 'A lantern.');
  const storyboard = registry.get('Storyboard');
  if (!storyboard) throw new Error('no Storyboard');
  const end = { node: shot.clip, output: 'video' };
  const added = withNewNode(b.document, registry, storyboard, [10, 20], end);
  expect(added.document.links.at(-1)).toEqual({ from: end, to: { node: added.id, input: 'shots_1' } });
  expect(added.document.nodes.at(-1)?.pos).toEqual([10, 20]);
});

test('an end that is not there any more has no type, and the node stands alone', () => {
  const prompt = registry.get('Prompt');
  if (!prompt) throw new Error('no Prompt');
  const { document } = builder();
  expect(typeAtEnd(document, registry, { node: 'gone', output: 'x' })).toBeUndefined();
  const added = withNewNode(document, registry, prompt, [0, 0], { node: 'gone', input: 'prompt' });
  expect(added.document.nodes).toHaveLength(1);
  expect(added.document.links).toEqual([]);
});
