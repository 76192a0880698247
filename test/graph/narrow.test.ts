import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyDocument, type GraphDocument } from '../../src/graph/document.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import { narrowed, withWhatTheyNeed } from '../../src/graph/narrow.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { addShot, builder, threeShots } from './build.ts';
import { fileRegistry } from './file/file-registry.ts';
import { randomEdits } from './file/random-edits.ts';

/** Shots that take up to three earlier ones as reference, some muted or bypassed, some joined to a film. */
const storyboards: fc.Arbitrary<GraphDocument> = fc
  .array(
    fc.record({
      before: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
      mode: fc.constantFrom(
        'active' as const,
        'active' as const,
        'active' as const,
        'muted' as const,
        'bypassed' as const,
      ),
      take: fc.integer({ min: 1, max: 3 }),
      film: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((shots) => {
    const b = builder();
    const built: { readonly generate: string; readonly clip: string }[] = [];
    const film = b.add('Storyboard');
    let joined = 0;
    shots.forEach(({ before, take, film: inFilm }, index) => {
      const shot = addShot(b, `SH${index}`, `Shot ${index}.`, { take });
      const earlier = before.flatMap((at) => built[at] ?? []);
      earlier.forEach(({ clip }, n) => b.link(clip, 'video', shot.generate, `videos_${n + 1}`));
      if (inFilm) b.link(shot.clip, 'video', film, `shots_${++joined}`);
      built.push(shot);
    });
    const modes = new Map(shots.map(({ mode }, index) => [built[index]?.generate, mode]));
    const { document } = b;
    return {
      ...document,
      nodes: document.nodes.map((node) => ({ ...node, mode: modes.get(node.id) ?? node.mode })),
    };
  });

function expectSameKeys(document: GraphDocument, chosen: ReadonlySet<string>, registry = nodeRegistry): void {
  const whole = evaluate(document, registry, 'sandbox');
  const part = narrowed(document, chosen);
  const alone = evaluate(part, registry, 'sandbox');
  expect([...alone.nodes.keys()].toSorted()).toEqual(part.nodes.map(({ id }) => id).toSorted());
  for (const [id, node] of alone.nodes) {
    const before = whole.nodes.get(id);
    expect(node.outcome).toBe(before?.outcome);
    expect(node.order?.jobKey).toBe(before?.order?.jobKey);
    expect(node.awaits).toBe(before?.awaits);
    expect(node.operation?.cacheKey).toBe(before?.operation?.cacheKey);
  }
}

describe('a document narrowed to some nodes and what they need', () => {
  test('has every key as it was, whatever is chosen of whatever storyboard', () => {
    fc.assert(
      fc.property(storyboards, fc.array(fc.nat(60), { maxLength: 6 }), (document, picks) => {
        const chosen = new Set(picks.flatMap((at) => document.nodes[at]?.id ?? []));
        expectSameKeys(document, chosen);
      }),
    );
  });

  test('has every key as it was, whatever a person did to the graph', () => {
    fc.assert(
      fc.property(randomEdits, fc.array(fc.nat(60), { maxLength: 6 }), (edit, picks) => {
        const document = edit(emptyDocument());
        const chosen = new Set(picks.flatMap((at) => document.nodes[at]?.id ?? []));
        expectSameKeys(document, chosen, fileRegistry);
      }),
      { numRuns: 60 },
    );
  });

  test('holds everything before the chosen ones, and nothing that follows from them', () => {
    const { document, shots, film } = threeShots();
    const [first, second, third] = shots;
    const needed = withWhatTheyNeed(document, [second.generate]);
    expect([...needed].toSorted()).toEqual(
      [first.text, first.generate, first.clip, second.text, second.generate].toSorted(),
    );
    for (const id of [second.clip, third.generate, film]) expect(needed.has(id)).toBe(false);
  });

  test('leaves out ids that are not there, and survives a circle', () => {
    const b = builder();
    const [one, two] = [addShot(b, 'A', 'A.'), addShot(b, 'B', 'B.')];
    b.link(one.clip, 'video', two.generate, 'videos_1');
    b.link(two.clip, 'video', one.generate, 'videos_1');
    expect(withWhatTheyNeed(b.document, [one.generate, 'nobody']).size).toBe(6);
    expect(narrowed(b.document, ['constructor', '__proto__']).nodes).toEqual([]);
  });
});
