import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchNode } from '../../../src/graph/edit.ts';
import { freePlace, placeBelow } from '../../../src/ui/editor/free-place.ts';
import { builder } from '../../graph/build.ts';

test('a new node stands to the right of the one selected last', () => {
  const b = builder();
  const prompt = b.add('Prompt');
  expect(freePlace(b.document, [240, 216], [0, 0], prompt)).toEqual([320, 0]);
});

test('in an empty graph it stands around the middle of the view', () => {
  expect(freePlace(builder().document, [240, 216], [500, 300], undefined)).toEqual([380, 192]);
});

test('it never covers another node, title included', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: -600, max: 600 }), fc.integer({ min: -600, max: 600 })), { maxLength: 20 }),
      (places) => {
        const b = builder();
        const ids = places.map(() => b.add('Prompt'));
        const document = ids.reduce((graph, id, n) => patchNode(graph, id, { pos: places[n] ?? [0, 0] }), b.document);
        const [x, y] = freePlace(document, [240, 216], [0, 0], ids[0]);
        for (const { pos, size } of document.nodes) {
          const apart =
            x >= pos[0] + size[0] || pos[0] >= x + 240 || y - 32 >= pos[1] + size[1] || pos[1] - 32 >= y + 216;
          expect(apart).toBe(true);
        }
      },
    ),
  );
});

test('what is wide goes under everything, from the left edge', () => {
  const b = builder();
  const [first, second] = [b.add('Prompt'), b.add('Prompt')];
  const graph = patchNode(patchNode(b.document, first, { pos: [-300, 40] }), second, { pos: [80, 400] });
  const bottom = Math.max(...graph.nodes.map(({ pos, size }) => pos[1] + size[1]));
  const [x, y] = placeBelow(graph);
  expect(x).toBe(-300);
  expect(y - 32).toBeGreaterThan(bottom);
  expect(placeBelow(builder().document)).toEqual([0, 0]);
});
