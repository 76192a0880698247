import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/graph/json.ts';
import { parseParams } from '../../src/graph/parse-params.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { builder } from './build.ts';

function reasons(type: string, params: JsonObject): readonly string[] {
  const b = builder();
  b.add(type, params);
  const [node] = b.document.nodes;
  const definition = nodeRegistry.get(type);
  if (!node || !definition) throw new Error(`no ${type}`);
  const parsed = parseParams(definition, node);
  return parsed.ok ? [] : parsed.problems.map(({ reason }) => reason);
}

test.each<readonly [string, JsonObject, string]>([
  ['SeedanceGenerate', { duration: 99 }, 'Duration (seconds) must be at most 15.'],
  ['SeedanceGenerate', { duration: 1 }, 'Duration (seconds) must be at least 4.'],
  ['SeedanceGenerate', { duration: 5.5 }, 'Duration (seconds) must be a whole number.'],
  ['SeedanceGenerate', { duration: '5' }, 'Duration (seconds) must be a number.'],
  ['SeedanceGenerate', { resolution: '4k' }, 'Resolution must be one of 480p, 720p, 1080p.'],
  ['SeedanceGenerate', { generate_audio: 'yes' }, 'Generate audio must be on or off.'],
  ['SeedanceGenerate', { model: '../x' }, 'Model is not a model id.'],
  ['Prompt', { text: 7 }, 'Prompt must be text.'],
  ['ImageRef', { name: 'x'.repeat(101) }, 'Name must be at most 100 characters long.'],
])('%s with %j: %s', (type, params, reason) => {
  expect(reasons(type, params)).toEqual([reason]);
});

test('several wrong params are told one by one, and absent ones have their defaults', () => {
  expect(reasons('SeedanceGenerate', { duration: 99, take: 0 })).toEqual([
    'Duration (seconds) must be at most 15.',
    'Take must be at least 1.',
  ]);
  expect(reasons('SeedanceGenerate', {})).toEqual([]);
});
