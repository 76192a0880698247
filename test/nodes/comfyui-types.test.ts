import { expect, test } from 'vitest';
import { readGraphFile } from '../../src/graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { builder } from '../graph/build.ts';

interface WrittenNode {
  readonly type: string;
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly link: number | null }[];
  readonly outputs: readonly { readonly name: string; readonly type: string }[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly widgets_values?: unknown;
}

test('a new Note and a new Reroute are written in ComfyUI’s exact shape, and read again', () => {
  const b = builder();
  b.add('Note', { text: 'Shoot this at dusk.' });
  const picture = b.add('ImageRef', { url: 'https://example.com/a.png' });
  const reroute = b.add('Reroute');
  b.link(picture, 'image', reroute, '');
  const text = writeGraphFile(b.document, nodeRegistry);
  const nodes = (JSON.parse(text) as { nodes: WrittenNode[] }).nodes;
  expect(nodes.find(({ type }) => type === 'Note')).toMatchObject({
    widgets_values: ['Shoot this at dusk.'],
    properties: {},
  });
  const written = nodes.find(({ type }) => type === 'Reroute');
  expect(written).toMatchObject({
    inputs: [{ name: '', type: '*', link: 1 }],
    outputs: [{ name: '', type: '*' }],
    properties: { showOutputText: false, horizontal: false },
  });
  expect(written).not.toHaveProperty('widgets_values');
  const back = readGraphFile(text, nodeRegistry);
  expect(back).toMatchObject({ ok: true, report: { problems: [], placeholders: 0 } });
});
