import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/graph/evaluate.ts';
import { type Known, type KnownJob, nothingKnown } from '../../src/graph/known.ts';
import { plan } from '../../src/graph/plan.ts';
import { quote } from '../../src/graph/quote.ts';
import { setParam } from '../../src/graph/edit.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { addShot, builder, threeShots } from './build.ts';

const done: KnownJob = {
  phase: 'done',
  attempt: 1,
  unsent: false,
  status: 'succeeded',
  attempts: [{ status: 'succeeded' }],
  outputs: [{ kind: 'video', n: 0 }],
};

/** A world in which every generation of a document ended in a way. */
function knownAs(document: Parameters<typeof plan>[0], job: KnownJob, results: 'held' | 'none' = 'held'): Known {
  const nodes = [...evaluate(document, nodeRegistry, 'sandbox').nodes.values()];
  return {
    jobs: new Map(nodes.flatMap(({ order }) => (order ? [[order.jobKey, job] as const] : []))),
    results: new Set(results === 'held' ? nodes.flatMap(({ operation }) => operation?.cacheKey ?? []) : []),
  };
}
const actions = (document: Parameters<typeof plan>[0], known: Known): Record<string, string> =>
  Object.fromEntries(
    plan(document, nodeRegistry, 'sandbox', known).steps.map((step) => [step.node, `${step.action} ${step.why}`]),
  );

describe('a plan', () => {
  test('runs everything when nothing is known, each step after those it needs', () => {
    const { document, shots, film } = threeShots();
    const { steps } = plan(document, nodeRegistry, 'sandbox', nothingKnown);
    expect(steps.every(({ action }) => action === 'run')).toBe(true);
    const place = new Map(steps.map((step, index) => [step.node, index]));
    for (const step of steps)
      for (const before of step.after) expect(place.get(before)).toBeLessThan(place.get(step.node) ?? -1);
    expect(steps.find(({ node }) => node === shots[1].generate)?.after).toEqual([shots[0].clip]);
    expect(steps.find(({ node }) => node === film)?.after).toHaveLength(3);
  });

  test('reuses everything when everything is known: unchanged work costs nothing', () => {
    const { document } = threeShots();
    const known = knownAs(document, done);
    const planned = plan(document, nodeRegistry, 'sandbox', known);
    expect(planned.steps.every(({ action }) => action === 'reuse')).toBe(true);
    expect(quote(planned, known)).toMatchObject({ generations: [], reused: 3, agreed: [] });
  });

  test('after one changed prompt only that shot and what follows from it runs', () => {
    const { document, shots } = threeShots();
    const known = knownAs(document, done);
    const changed = setParam(document, shots[1].text, 'text', 'Extend @SH010: it falls.');
    const planned = plan(changed, nodeRegistry, 'sandbox', known);
    expect(quote(planned, known).generations.map(({ node }) => node)).toEqual([shots[1].generate, shots[2].generate]);
    expect(actions(changed, known)[shots[0].generate]).toBe('reuse held');
  });

  test('M6 an attempt that is alive is joined, one that ended without a result is made again as the next', () => {
    const { document, shots } = threeShots();
    const alive = knownAs(document, { ...done, phase: 'alive', status: 'in_queue', outputs: [] });
    expect(actions(document, alive)[shots[0].generate]).toBe('run joins');
    expect(quote(plan(document, nodeRegistry, 'sandbox', alive), alive)).toMatchObject({ joined: 3, generations: [] });
    const attempts = [{ status: 'failed', cost: 1.25 }];
    const failed = knownAs(document, { ...done, phase: 'over', status: 'failed', outputs: [], attempts });
    const quoted = quote(plan(document, nodeRegistry, 'sandbox', failed), failed);
    expect(quoted.generations[0]).toMatchObject({ attempt: 2, earlier: attempts });
  });

  test('M4 an uncertain job blocks its shot and what follows until a person decides, and nothing else', () => {
    const { document, shots } = threeShots();
    const order = evaluate(document, nodeRegistry, 'sandbox').nodes.get(shots[1].generate)?.order;
    const jobs = new Map([
      [order?.jobKey ?? '', { ...done, phase: 'undecided', status: 'uncertain', outputs: [] } as const],
    ]);
    const planned = actions(document, { jobs, results: new Set() });
    expect(planned[shots[0].generate]).toBe('run new');
    expect(planned[shots[1].generate]).toBe('blocked undecided');
    expect(planned[shots[2].generate]).toBe('blocked before');
    expect(planned[shots[2].clip]).toBe('blocked before');
  });

  test('a done job that did not make the expected output blocks what needs it instead of buying it again', () => {
    const { document, shots } = threeShots();
    const first = evaluate(document, nodeRegistry, 'sandbox').nodes.get(shots[0].generate)?.order?.jobKey ?? '';
    const picture: KnownJob = { ...done, outputs: [{ kind: 'image', n: 0 }] };
    const planned = actions(document, { jobs: new Map([[first, picture]]), results: new Set() });
    expect(planned[shots[0].generate]).toBe('reuse held');
    expect(planned[shots[1].generate]).toBe('blocked before');
  });
});

describe('a quote', () => {
  test('counts generations, seconds by resolution, how media travel and which hosts take part', () => {
    const b = builder();
    const one = addShot(b, 'SH010', '@images_1 and @images_2.', { duration: 8, resolution: '720p' });
    const two = addShot(b, 'SH020', 'Extend @SH010.', { duration: 6, resolution: '480p' });
    const local = { name: 'mara.png', size: 10, sha256: 'a'.repeat(64) };
    b.link(b.add('ImageRef', { file: local }), 'image', one.generate, 'images_1');
    b.link(b.add('ImageRef', { url: 'https://pictures.example.com/b.png' }), 'image', one.generate, 'images_2');
    b.link(one.clip, 'video', two.generate, 'videos_1');
    const quoted = quote(plan(b.document, nodeRegistry, 'https://api.example.com', nothingKnown), nothingKnown);
    expect(quoted.generations.map(({ media }) => media.map(({ travels }) => travels))).toEqual([
      ['inline', 'url'],
      ['result'],
    ]);
    expect(Object.fromEntries(quoted.secondsByResolution)).toEqual({ '720p': 8, '480p': 6 });
    expect(quoted).toMatchObject({ inline: true, hosts: ['pictures.example.com'], reused: 0 });
    expect(quoted.generations[1]?.referenceSeconds).toBe(8);
  });

  test('M6 two nodes that ask for the same thing are bought once', () => {
    const b = builder();
    addShot(b, 'SH010', 'A street.');
    addShot(b, 'SH020', 'A street.');
    expect(quote(plan(b.document, nodeRegistry, 'sandbox', nothingKnown), nothingKnown).generations).toHaveLength(1);
  });
});
