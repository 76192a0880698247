import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGraphFile } from '../../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { nodeRegistry as registry } from '../../../src/node-registry.ts';
import { fragmentOf, pasteFragment } from '../../../src/ui/commands/node-fragment.ts';
import { addShot, builder } from '../../graph/build.ts';

function storyboard() {
  const b = builder();
  const picture = b.add('ImageRef', { url: 'https://example.org/mara.png' }, 'Mara');
  const other = b.add('ImageRef', { url: 'https://example.org/market.png' }, 'Market');
  const shot = addShot(b, 'SH010', 'A lantern.');
  b.link(picture, 'image', shot.generate, 'images_1');
  b.link(other, 'image', shot.generate, 'images_2');
  return { document: b.document, picture, other, shot };
}

test('copies are linked among themselves as the originals are', () => {
  const { document, shot } = storyboard();
  const selection = new Set([shot.text, shot.generate, shot.clip]);
  const pasted = pasteFragment(document, fragmentOf(document, selection), {
    registry,
    place: { by: [40, 40] },
    keepIncoming: false,
  });
  expect(pasted.ids.size).toBe(3);
  const inside = pasted.document.links.filter(({ to }) => pasted.ids.has(to.node));
  expect(inside.map(({ to }) => to.input).sort()).toEqual(['job', 'prompt']);
  expect(inside.every(({ from }) => pasted.ids.has(from.node))).toBe(true);
  expect(document.links.every((link) => pasted.document.links.includes(link))).toBe(true);
});

test('incoming links come along when they are wanted', () => {
  const { document, picture, other, shot } = storyboard();
  const fragment = fragmentOf(document, new Set([shot.generate]));
  const pasted = pasteFragment(document, fragment, { registry, place: { by: [0, 0] }, keepIncoming: true });
  const incoming = pasted.document.links.filter(({ to }) => pasted.ids.has(to.node));
  expect(incoming.map(({ from }) => from.node).sort()).toEqual([picture, other, shot.text].sort());
});

test('a growing input whose first link did not come along has no gap', () => {
  const { document, other, shot } = storyboard();
  const fragment = fragmentOf(document, new Set([other, shot.generate]));
  const { ids, document: after } = pasteFragment(document, fragment, {
    registry,
    place: { by: [0, 0] },
    keepIncoming: false,
  });
  const incoming = after.links.filter(({ to }) => ids.has(to.node));
  expect(incoming.map(({ to }) => to.input)).toEqual(['images_1']);
});

test('copied nodes survive the way through the clipboard as text', () => {
  const { document, shot } = storyboard();
  const text = writeGraphFile(fragmentOf(document, new Set([shot.text, shot.generate])), registry);
  const read = readGraphFile(text, registry);
  expect(read.ok && read.document.nodes.map(({ type, params }) => ({ type, params }))).toEqual(
    document.nodes
      .filter(({ id }) => id === shot.text || id === shot.generate)
      .map(({ type, params }) => ({ type, params })),
  );
});

test('whatever is copied, the paste adds as many nodes, leaves all others alone, and links only what is there', () => {
  const { document } = storyboard();
  const all = document.nodes.map(({ id }) => id);
  fc.assert(
    fc.property(fc.subarray(all), fc.boolean(), (ids, keepIncoming) => {
      if (ids.length === 0) return;
      const fragment = fragmentOf(document, new Set(ids));
      const after = pasteFragment(document, fragment, { registry, place: { at: [500, 500] }, keepIncoming });
      expect(after.document.nodes).toHaveLength(all.length + ids.length);
      expect(after.document.nodes.slice(0, all.length)).toEqual(document.nodes);
      const present = new Set(after.document.nodes.map(({ id }) => id));
      expect(present.size).toBe(after.document.nodes.length);
      for (const { from, to } of after.document.links) {
        expect(present.has(from.node) && present.has(to.node)).toBe(true);
        expect(from.node).not.toBe(to.node);
      }
    }),
  );
});
