import { z } from 'zod';
import { expect, test } from 'vitest';
import { createRegistry } from '../../../src/graph/registry.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { accepts } from '../../../src/ui/files/accepts.ts';
import { dropDecision } from '../../../src/ui/files/drop-decision.ts';
import { fileNameOf } from '../../../src/ui/files/file-name.ts';
import { templatesOf } from '../../../src/ui/files/templates.ts';

test.each([
  [{ name: 'film.json', type: 'application/json' }, { kind: 'open' }],
  [{ name: 'FILM.JSON', type: '' }, { kind: 'open' }],
  [{ name: 'film.shotgraph.zip', type: 'application/zip' }, { kind: 'open' }],
  [{ name: 'film', type: 'application/x-zip-compressed' }, { kind: 'open' }],
  [
    { name: 'mara.png', type: 'image/png' },
    { kind: 'node', type: 'ImageRef', param: 'file' },
  ],
  [
    { name: 'mara.jpg', type: '' },
    { kind: 'node', type: 'ImageRef', param: 'file' },
  ],
])('a dropped %o becomes %o', (file, decision) => {
  expect(dropDecision(file, nodeRegistry)).toEqual(decision);
});

test.each([
  { name: 'page.html', type: 'text/html' },
  { name: 'constructor', type: '' },
  { name: 'drawing.svg', type: 'image/svg+xml' },
])('%o is refused with a reason', (file) => {
  expect(dropDecision(file, nodeRegistry)).toMatchObject({ kind: 'refused', reason: expect.stringMatching(/\.json/) });
});

test('the node of a file is found by what its definition takes, never by its name', () => {
  const image = nodeRegistry.get('ImageRef');
  if (!image) throw new Error('no ImageRef');
  const renamed = createRegistry([
    { ...image, type: 'NoFile', params: z.object({ file: z.string() }) },
    { ...image, type: 'Photograph' },
  ]);
  expect(dropDecision({ name: 'a.png', type: 'image/png' }, renamed)).toMatchObject({ type: 'Photograph' });
  expect(dropDecision({ name: 'a.png', type: 'image/png' }, createRegistry([])).kind).toBe('refused');
});

test('an accept list takes types, families and everything', () => {
  expect(accepts('image/png,image/jpeg', 'image/jpeg')).toBe(true);
  expect(accepts('image/*', 'image/webp')).toBe(true);
  expect(accepts('image/*', 'video/mp4')).toBe(false);
  expect(accepts('image/png', undefined)).toBe(false);
  expect(accepts(undefined, 'video/mp4')).toBe(true);
});

test.each([
  ['Night market: act one', 'Night market act one.json'],
  ['../../etc/passwd', 'etc passwd.json'],
  ['\u202Egnp.exe', 'gnp.exe.json'],
  ['', 'Untitled.json'],
  ['...', 'Untitled.json'],
  ['a'.repeat(300), `${'a'.repeat(100)}.json`],
])('the title %s is saved as %s', (title, name) => {
  expect(fileNameOf(title)).toBe(name);
});

test('templates carry the title that the file says', () => {
  const text = JSON.stringify({ nodes: [], extra: { shotgraph: { title: 'Night market' } } });
  const [template] = templatesOf({ '../graphs/three-shot.json': text });
  expect(template).toMatchObject({ name: 'three-shot', title: 'Night market', text });
  expect(() => templatesOf({ 'x.json': '[]' })).toThrow();
});
