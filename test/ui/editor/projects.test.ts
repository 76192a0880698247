import { afterEach, describe, expect, test } from 'vitest';
import { setParam, setTitle } from '../../../src/graph/edit.ts';
import { GatewayUnreachable } from '../../../src/runtime/wire/job-client.ts';
import type { ProjectChoice } from '../../../src/project/gather-project.ts';
import type { Editor } from '../../../src/ui/editor/editor.ts';
import { zipOf } from '../../project/zips.ts';
import { editorHouse } from './editor-house.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function opened() {
  const home = editorHouse();
  const tab = await home.open();
  closing.push(tab.close);
  return { ...home, ...tab };
}

const whole: ProjectChoice = { clips: 'all', rehearsals: true };
const how = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

async function saved({ editor }: { readonly editor: Editor }, choice = whole): Promise<boolean> {
  const source = await editor.projectSource();
  if (!source) throw new Error('there is nothing to save');
  return editor.saveProject(source, choice, how());
}

/** A house where the template was rehearsed and saved as a project. */
async function rehearsed() {
  const here = await opened();
  await here.editor.run('sandbox');
  await here.clock.pass(10_000);
  expect(here.editor.state.run?.state).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
  expect(await saved(here)).toBe(true);
  const [{ bytes, name } = { bytes: new Blob(), name: '' }] = here.savedFiles;
  return { here, file: bytes, name };
}

const texts = ({ state }: Editor): readonly string[] => state.notices.map(({ text }) => text);

describe('a project', () => {
  test('is saved under the graph’s name, and then the graph stands in a file', async () => {
    const { here, name } = await rehearsed();
    expect(name).toBe('Template.shotgraph.zip');
    expect(here.editor.state.kept).toBe('file');
    expect(texts(here.editor)).toEqual([]);
  });

  test('G18 M11 opened in another house brings its graph, clips and records, and running it buys nothing', async () => {
    const { file } = await rehearsed();
    const there = await opened();
    there.editor.edit(setTitle(there.editor.state.document, 'Mine'), 'Rename');
    await there.editor.openFile(file, 'Template.shotgraph.zip');
    await there.clock.pass(1_000);
    expect(there.editor.state.document.title).toBe('Template');
    expect(texts(there.editor)).toEqual(['Opened with 1 clip, 0 references and 1 job record.']);
    const shot = [...there.editor.state.states.values()].find(({ attempt }) => attempt);
    expect(shot).toMatchObject({ state: 'succeeded', attempt: { foreign: {} } });
    expect(there.jobs.puts).toEqual([]);
    await there.editor.run('sandbox');
    await there.clock.pass(10_000);
    expect(there.editor.state.run?.state).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
    expect(there.jobs.created).toEqual([]);
    there.editor.undo();
    expect(there.editor.state.document.title).toBe('Mine');
  });

  test('G18 that is refused leaves the open graph alone and says why', async () => {
    const { editor, jobs } = await opened();
    const { document } = editor.state;
    await editor.openFile(new Blob([await zipOf([{ name: 'x', data: 'x' }])]), 'bad‮.zip');
    const graphs = [
      { name: 'graph.json', data: '{"nodes":[{"__proto__":1}]}' },
      {
        name: 'project.json',
        data: JSON.stringify({
          format: 'shotgraph-project',
          schema: 1,
          madeBy: 'x',
          madeAt: 0,
          title: 'x',
          counts: { references: 0, clips: 0, jobs: 0 },
        }),
      },
    ];
    await editor.openFile(new Blob([await zipOf(graphs)]), 'worse.zip');
    expect(editor.state.document).toBe(document);
    expect(editor.state.opening).toBeUndefined();
    expect(editor.state.notices.map(({ tone }) => tone)).toEqual(['bad', 'bad']);
    expect(texts(editor).join(' ')).not.toContain('‮');
    expect([jobs.puts, jobs.created, [...jobs.uploads.keys()]]).toEqual([[], [], []]);
  });

  test('that is stopped leaves the open graph alone', async () => {
    const { file } = await rehearsed();
    const { editor, jobs } = await opened();
    const { document } = editor.state;
    const stop = editor.subscribe(() => editor.state.opening && editor.stopOpening());
    await editor.openFile(file, 'Template.shotgraph.zip');
    stop();
    expect(editor.state.document).toBe(document);
    expect(texts(editor)).toEqual(['“Template.shotgraph.zip” was not opened: it was stopped.']);
    expect(jobs.records.size).toBe(0);
  });

  test('holds the clip of a shot that was edited since: what was paid for goes along', async () => {
    const { here } = await rehearsed();
    const { editor, clock, savedFiles } = here;
    const shot = editor.state.document.nodes.find(({ type }) => type === 'SeedanceGenerate')?.id ?? '';
    editor.edit(setParam(editor.state.document, shot, 'duration', 9), 'Longer');
    await clock.pass(1_000);
    expect(editor.state.states.get(shot)?.editedSince).toBe(true);
    expect((await editor.projectSource())?.records).toHaveLength(1);
    expect(await saved(here)).toBe(true);
    const there = await opened();
    await there.editor.openFile(savedFiles.at(-1)?.bytes ?? new Blob(), 'Template.shotgraph.zip');
    expect(texts(there.editor)).toEqual(['Opened with 1 clip, 0 references and 1 job record.']);
    expect(there.jobs.records.size).toBe(1);
  });

  test('is not saved, and that is said, without a gateway', async () => {
    const { editor, jobs, savedFiles } = await opened();
    jobs.reachable = false;
    expect(await editor.projectSource()).toBeUndefined();
    expect(texts(editor)).toEqual(['The project cannot be saved now.']);
    jobs.reachable = true;
    const source = await editor.projectSource();
    jobs.media = () => Promise.reject(new GatewayUnreachable('gone'));
    const file = {
      references: [{ name: 'a.png', size: 1, sha256: 'a'.repeat(64) }],
      records: [],
      present: new Set<string>(),
    };
    expect(await editor.saveProject(source ? { ...source, ...file } : file, whole, how())).toBe(false);
    expect(texts(editor)).toContain('The project was not saved.');
    expect(savedFiles).toEqual([]);
  });

  test('is saved without what is gone, and that is said', async () => {
    const { editor, savedFiles } = await opened();
    const source = {
      references: [{ name: 'a.png', size: 1, sha256: 'a'.repeat(64) }],
      records: [],
      present: new Set<string>(),
    };
    expect(await editor.saveProject(source, whole, how())).toBe(true);
    expect(texts(editor)).toEqual(['The project was saved without 1 reference.']);
    expect(savedFiles).toHaveLength(1);
  });

  test('G19 two files at once open one after the other, and each is one step of undo', async () => {
    const { file } = await rehearsed();
    const { editor } = await opened();
    const mine = setTitle(editor.state.document, 'Mine');
    editor.edit(mine, 'Rename');
    const graph = new Blob([editor.saveGraph().replace('"Mine"', '"Second"')]);
    await Promise.all([editor.openFile(file, 'a.zip'), editor.openFile(graph, 'b.json')]);
    expect(editor.state.document.title).toBe('Second');
    editor.undo();
    expect(editor.state.document.title).toBe('Template');
    editor.undo();
    expect(editor.state.document).toBe(mine);
  });
});
