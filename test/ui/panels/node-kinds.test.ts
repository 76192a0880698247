import { expect, it } from 'vitest';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nodeKinds } from '../../../src/ui/panels/node-kinds.ts';

const titles = (search?: string) =>
  nodeKinds(nodeRegistry.definitions, search).flatMap(({ kinds }) => kinds.map(({ title }) => title));

it('shows every kind once, by category', () => {
  expect(titles().toSorted()).toEqual(nodeRegistry.definitions.map(({ title }) => title).toSorted());
  const categories = nodeKinds(nodeRegistry.definitions).map(({ category }) => category);
  expect(categories).toEqual(['Inputs', 'Generate', 'Film', 'Notes']);
});

it('finds by title, by type, by sentence and by socket', () => {
  expect(titles('STORY')).toContain('Storyboard');
  expect(titles('imageref')).toEqual(['Picture']);
  expect(titles('costs money')).toEqual(['Seedance 2.0 Pro']);
  expect(titles('audio')).toContain('Sound');
});

it('needs every word, and finds nothing for nonsense', () => {
  expect(titles('clip zebra')).toEqual([]);
  expect(titles('.*')).toEqual([]);
});

it('puts first what begins with the search', () => {
  expect(titles('prompt')[0]).toBe('Prompt');
});
