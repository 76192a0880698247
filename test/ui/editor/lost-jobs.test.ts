import { afterEach, expect, test } from 'vitest';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { deleteNodes } from '../../../src/ui/canvas/delete-nodes.ts';
import { editorHouse } from './editor-house.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function generating() {
  const home = editorHouse();
  home.jobs.fates = { SH010: 'stays in progress' };
  const { editor, close } = await home.open();
  closing.push(close);
  await home.clock.until(editor.run('sandbox'));
  await home.clock.pass(5_000);
  const shot = editor.state.document.nodes.find(({ type }) => type === 'SeedanceGenerate')?.id ?? '';
  expect(editor.state.states.get(shot)?.state).toBe('in_progress');
  const remove = (id: string): void =>
    editor.edit(deleteNodes(editor.state.document, new Set([id]), nodeRegistry), 'Delete');
  return { ...home, editor, shot, remove };
}

test('U05 deleting a node whose job is under way asks first, and keeping it changes nothing', async () => {
  const { editor, shot, remove } = await generating();
  const before = editor.state.document;
  remove(shot);
  expect(editor.state.question).toMatchObject({ title: 'Delete SH010?', yes: 'Delete' });
  expect(editor.state.document).toBe(before);
  editor.answer(false);
  expect(editor.state.question).toBeUndefined();
  expect(editor.state.document).toBe(before);
});

test('U05 the job of a node that is deleted all the same is neither cancelled nor lost, and undo brings the node back', async () => {
  const { editor, shot, remove, jobs, clock } = await generating();
  const before = editor.state.document;
  remove(shot);
  editor.answer(true);
  expect(editor.state.document.nodes.some(({ id }) => id === shot)).toBe(false);
  await clock.pass(5_000);
  const { jobs: history } = await jobs.history({ offset: 0, limit: 10 });
  expect(history.map((job) => job.attempts.at(-1)?.status)).toEqual(['in_progress']);
  editor.undo();
  expect(editor.state.document).toBe(before);
});

test('nodes without a job under way are deleted without a question', async () => {
  const { editor, remove } = await generating();
  const film = editor.state.document.nodes.find(({ type }) => type === 'Storyboard')?.id ?? '';
  remove(film);
  expect(editor.state.question).toBeUndefined();
  expect(editor.state.document.nodes.some(({ id }) => id === film)).toBe(false);
});
