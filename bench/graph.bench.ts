import { bench, describe } from 'vitest';
import { evaluate } from '../src/graph/evaluate.ts';
import { readGraphFile } from '../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../src/graph/file/write-graph-file.ts';
import { nothingKnown } from '../src/graph/known.ts';
import { plan } from '../src/graph/plan.ts';
import { setParam } from '../src/graph/edit.ts';
import { nodeRegistry } from '../src/node-registry.ts';
import { addShot, builder } from '../test/graph/build.ts';

/** A chain of shots with a film: three nodes a shot. */
function chain(shots: number) {
  const b = builder();
  const film = b.add('Storyboard');
  let before: string | undefined;
  let text = '';
  for (let n = 1; n <= shots; n++) {
    const shot = addShot(b, `SH${n}`, `Shot ${n}: a lantern rises.`);
    // Each tenth shot begins a new scene, as storyboards do; provenance grows with the length of a chain.
    if (before !== undefined && n % 10 !== 1) b.link(before, 'video', shot.generate, 'videos_1');
    if (n <= 200) b.link(shot.clip, 'video', film, `shots_${n}`);
    before = shot.clip;
    text = shot.text;
  }
  return { document: b.document, text };
}

const small = chain(100);
const large = chain(1_000);
const smallFile = writeGraphFile(small.document, nodeRegistry);
const largeFile = writeGraphFile(large.document, nodeRegistry);

describe('a graph file: our door beside JSON.parse', () => {
  bench('JSON.parse, 3,001 nodes', () => void JSON.parse(largeFile));
  bench('readGraphFile, 3,001 nodes', () => void readGraphFile(largeFile, nodeRegistry));
  bench('readGraphFile, 301 nodes', () => void readGraphFile(smallFile, nodeRegistry));
  bench('writeGraphFile, 3,001 nodes', () => void writeGraphFile(large.document, nodeRegistry));
});

describe('evaluating and planning: ten times the nodes should take about ten times as long', () => {
  bench('evaluate, 301 nodes', () => void evaluate(small.document, nodeRegistry, 'sandbox'));
  bench('evaluate, 3,001 nodes', () => void evaluate(large.document, nodeRegistry, 'sandbox'));
  bench('plan, 3,001 nodes', () => void plan(large.document, nodeRegistry, 'sandbox', nothingKnown));
});

describe('an edit beside evaluating anew after it', () => {
  let n = 0;
  bench('set one param among 3,001 nodes', () =>
    void setParam(large.document, large.text, 'text', `Shot ${(n += 1)}.`));
  bench('set one param and evaluate', () => {
    evaluate(setParam(large.document, large.text, 'text', `Shot ${(n += 1)}.`), nodeRegistry, 'sandbox');
  });
});
