import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/graph/evaluate.ts';
import { readGraphFile } from '../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { hashBytes } from '../../src/graph/hash.ts';
import { nothingKnown } from '../../src/graph/known.ts';
import { localFileSchema } from '../../src/graph/local-file.ts';
import { planOf } from '../../src/graph/plan.ts';
import { quote } from '../../src/graph/quote.ts';
import { nodeRegistry } from '../../src/node-registry.ts';

const folder = resolve(import.meta.dirname, '../../graphs');
const graphs = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(graphs)('the shipped graph %s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const opened = readGraphFile(text, nodeRegistry);
  if (!opened.ok) throw new Error(opened.problem.reason);
  const { document, report } = opened;

  test('opens without a remark, and is written back to the letter', () => {
    expect(report).toEqual({ problems: [], placeholders: 0, danglingLinks: 0 });
    expect(writeGraphFile(document, nodeRegistry)).toBe(text);
  });

  test('runs as it is: no problem, not even a warning', () => {
    const evaluation = evaluate(document, nodeRegistry, 'sandbox');
    expect(evaluation.problems).toEqual([]);
    const { steps } = planOf(evaluation, nothingKnown, document);
    expect(steps.every(({ action }) => action === 'run')).toBe(true);
  });

  test('every local picture in it ships beside it, with its size and hash', () => {
    for (const { params } of document.nodes) {
      for (const value of Object.values(params)) {
        const file = localFileSchema.safeParse(value);
        if (!file.success) continue;
        const bytes = readFileSync(join(folder, file.data.name));
        expect({ sha256: hashBytes(bytes), size: bytes.length }).toEqual({
          sha256: file.data.sha256,
          size: file.data.size,
        });
      }
    }
  });
});

test('the storyboard has three shots, each after the first with the clip before it as reference, all with the same picture', () => {
  const opened = readGraphFile(readFileSync(join(folder, 'three-shot-storyboard.json')), nodeRegistry);
  if (!opened.ok) throw new Error(opened.problem.reason);
  const evaluation = evaluate(opened.document, nodeRegistry, 'sandbox');
  const { generations } = quote(planOf(evaluation, nothingKnown, opened.document), nothingKnown);
  expect(generations.map(({ title, media }) => [title, media.map(({ kind, name }) => `${kind} ${name}`)])).toEqual([
    ['SH010', ['image Mara']],
    ['SH020', ['image Mara', 'video SH010']],
    ['SH030', ['image Mara', 'video SH020']],
  ]);
});

test('the keys of the shipped storyboard stay what they are: clips that were bought must be found by later versions', () => {
  const opened = readGraphFile(readFileSync(join(folder, 'three-shot-storyboard.json')), nodeRegistry);
  if (!opened.ok) throw new Error(opened.problem.reason);
  const keys = [...evaluate(opened.document, nodeRegistry, 'https://model-api.runcomfy.net').nodes.values()].flatMap(
    ({ order, operation }) => order?.jobKey.slice(0, 16) ?? operation?.cacheKey.slice(0, 16) ?? [],
  );
  expect(keys).toMatchInlineSnapshot(`
    [
      "c13991bdaee91995",
      "f3d31be03164c792",
      "052641090bb4a866",
      "7cfbfc23649d7697",
    ]
  `);
});
