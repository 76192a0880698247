import { afterEach, expect, test } from 'vitest';
import { setTitle } from '../../../src/graph/edit.ts';
import { memoryPreferences } from '../../../src/ui/editor/preferences.ts';
import { keptWords } from '../../../src/ui/top-bar/kept-words.ts';
import { editorHouse } from './editor-house.ts';
import { oneShot } from './one-shot.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function reopened(home: ReturnType<typeof editorHouse>) {
  const tab = await home.open();
  closing.push(tab.close);
  return tab;
}

test('a template is a draft in this browser, not a saved file, before and after a restart', async () => {
  const home = editorHouse();
  const { editor, close } = await reopened(home);
  expect(editor.state).toMatchObject({ edited: false, kept: 'browser' });
  const { text, more } = keptWords(editor.state);
  expect(text + more).toBe('draft kept in this browser');
  close();
  const again = await reopened(home);
  expect(again.editor.state).toMatchObject({ edited: false, kept: 'browser' });
});

test('a graph stands in its file until it is edited, and again when it is saved or the edit is undone', async () => {
  const home = editorHouse();
  const { editor, close } = await reopened(home);
  await editor.openGraph(new TextEncoder().encode(oneShot('Mine')), 'mine.json');
  expect(editor.state.kept).toBe('file');
  editor.edit(setTitle(editor.state.document, 'Yours'), 'Rename');
  expect(editor.state.kept).toBe('browser');
  editor.undo();
  expect(editor.state.kept).toBe('file');
  editor.redo();
  editor.downloadGraph();
  expect(editor.state.kept).toBe('file');
  await home.clock.pass(1_000);
  close();
  const again = await reopened(home);
  expect(again.editor.state).toMatchObject({ edited: false, kept: 'file' });
});

test('where drafts cannot be kept the words say so, until they can', async () => {
  const home = editorHouse();
  const { editor } = await reopened(home);
  const { put } = home.drafts;
  home.drafts.put = () => Promise.reject(new Error('full'));
  editor.edit(setTitle(editor.state.document, 'A'), 'Rename');
  await home.clock.pass(1_000);
  expect(editor.state.kept).toBe('nowhere');
  home.drafts.put = put;
  editor.edit(setTitle(editor.state.document, 'B'), 'Rename');
  await home.clock.pass(1_000);
  expect(editor.state.kept).toBe('browser');
});

test('what a notice says of a graph goes when another graph opens', async () => {
  const home = editorHouse();
  const { editor } = await reopened(home);
  editor.notify({ tone: 'bad', text: 'Stays' });
  await editor.openGraph('{"nodes": [}', 'broken.json');
  expect(editor.state.notices).toHaveLength(2);
  expect(editor.state.notices[1]?.detail).toMatch(/\(line 1, column \d+\)\. \w/);
  editor.newGraph();
  expect(editor.state.notices.map(({ text }) => text)).toEqual(['Stays']);
});

test('what was typed a moment before the page went is there again, though the browser dropped the last write', async () => {
  const home = editorHouse();
  const { editor, close } = await reopened(home);
  const { put } = home.drafts;
  home.drafts.put = () => new Promise(() => undefined);
  editor.edit(setTitle(editor.state.document, 'Typed last'), 'Rename');
  void editor.flush();
  await Promise.resolve();
  close();
  home.drafts.put = put;
  const again = await reopened(home);
  expect(again.editor.state.document.title).toBe('Typed last');
  expect(home.preferences.get('leaving')).toBe('');
});

test('what was written down when a page went does not take the place of what another tab did later', async () => {
  const home = editorHouse();
  const { editor, close } = await reopened(home);
  editor.edit(setTitle(editor.state.document, 'Later'), 'Rename');
  await home.clock.pass(1_000);
  const id = editor.state.graphId;
  home.preferences.set('leaving', JSON.stringify({ id, title: 'Old', text: oneShot('Old'), savedAt: 1 }));
  close();
  expect((await reopened(home)).editor.state.document.title).toBe('Later');
  home.preferences.set('leaving', '{"id":');
  expect((await reopened(home)).editor.state.document.title).toBe('Later');
});

test('a tab that is reloaded shows what it had open itself, a new one what was open last anywhere', async () => {
  const home = editorHouse();
  const session = memoryPreferences();
  const [a, b] = [await home.open(undefined, session), await home.open()];
  closing.push(b.close);
  a.editor.edit(setTitle(a.editor.state.document, 'By A'), 'Rename');
  await home.clock.pass(2_000);
  b.editor.edit(setTitle(b.editor.state.document, 'By B'), 'Rename');
  await home.clock.pass(2_000);
  a.close();
  expect((await reopened(home)).editor.state.document.title).toBe('By B');
  const again = await home.open(undefined, session);
  closing.push(again.close);
  expect(again.editor.state.document.title).toBe('By A');
});

test('an earlier graph is among the drafts, and opens again under its own name as one step of undo', async () => {
  const home = editorHouse();
  const { editor } = await reopened(home);
  const first = editor.state.graphId;
  editor.edit(setTitle(editor.state.document, 'First'), 'Rename');
  // At once: what was typed last is in the draft all the same.
  editor.newGraph();
  await home.clock.pass(1_000);
  expect((await editor.drafts()).map(({ id, title }) => [id, title])).toEqual([[first, 'First']]);
  await editor.openDraft(first);
  expect(editor.state).toMatchObject({ graphId: first, document: { title: 'First' }, edited: true });
  editor.undo();
  expect(editor.state.document.nodes).toEqual([]);
  await editor.openDraft('nobody');
  expect(editor.state.document.nodes).toEqual([]);
});
