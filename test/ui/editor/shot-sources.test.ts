import { describe, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/document.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import {
  againNodes,
  nodesOfJob,
  promptPlace,
  referencePlaces,
  soundPlace,
} from '../../../src/ui/editor/shot-sources.ts';
import { chainedShots, sampleLink, sampleNode } from '../sample-graph.ts';

const evaluated = (document: GraphDocument) => evaluate(document, nodeRegistry, 'sandbox');
const keyOf = (document: GraphDocument, id: string): string => evaluated(document).nodes.get(id)?.order?.jobKey ?? '';

describe('what a shot is made from', () => {
  test('its prompt, its references and its sound are found by what is linked, not by what a node is', () => {
    const document = chainedShots();
    expect(promptPlace(document, nodeRegistry, '6')).toEqual({ node: '5', param: 'text' });
    // The clip of another shot is no reference that can be chosen anew.
    expect(referencePlaces(document, nodeRegistry, '6')).toEqual([{ node: '1', param: 'file' }]);
    expect(soundPlace(document, nodeRegistry, '6')).toEqual({ node: '6', param: 'generate_audio' });
    expect(soundPlace(document, nodeRegistry, '1')).toBeUndefined();
    expect(promptPlace(document, nodeRegistry, '1')).toBeUndefined();
  });

  test('what is passed on through reroutes is found behind them, a circle of them ends', () => {
    const plain = chainedShots();
    const links = plain.links.filter(({ to }) => !(to.node === '6' && to.input === 'prompt'));
    const through: GraphDocument = {
      ...plain,
      nodes: [...plain.nodes, sampleNode('a', 'Reroute'), sampleNode('b', 'Reroute')],
      links: [...links, ...['5.prompt > a.', 'a. > b.', 'b. > 6.prompt'].map(sampleLink)],
    };
    expect(promptPlace(through, nodeRegistry, '6')).toEqual({ node: '5', param: 'text' });
    const circle = { ...through, links: [...links, ...['b. > a.', 'a. > b.', 'b. > 6.prompt'].map(sampleLink)] };
    expect(promptPlace(circle, nodeRegistry, '6')).toBeUndefined();
  });

  test('nothing is found where nothing is linked', () => {
    const document = { ...chainedShots(), links: [] };
    expect(promptPlace(document, nodeRegistry, '6')).toBeUndefined();
    expect(referencePlaces(document, nodeRegistry, '6')).toEqual([]);
  });
});

test('a job is of the node that asks for it and of those that await it, and is made again with what was not made after it', () => {
  const document = chainedShots();
  const evaluation = evaluated(document);
  const key = keyOf(document, '3');
  expect(nodesOfJob(evaluation, key)).toEqual(['3', '4']);
  expect(nodesOfJob(evaluation, '0'.repeat(64))).toEqual([]);
  const unmade = new Map(['3', '4', '8'].map((id) => [id, {} as never]));
  expect(againNodes({ document, evaluation, unmade }, key)).toEqual(['3', '4', '8']);
  expect(againNodes({ document, evaluation, unmade: new Map() }, key)).toEqual(['3', '4']);
});
