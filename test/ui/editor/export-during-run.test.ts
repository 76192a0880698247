import { afterEach, expect, test } from 'vitest';
import { addNode, setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { copyNodes } from '../../../src/ui/commands/copy-nodes.ts';
import type { CommandContext } from '../../../src/ui/commands/command.ts';
import { editorHouse } from './editor-house.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const token = 'canary-token-that-nobody-may-see';

/** A live run in the middle, whose gateway and service say more than any file may hold. */
async function inTheMiddle() {
  const home = editorHouse('valid');
  home.jobs.fates = { SH010: 'stays in progress' };
  const { editor, close } = await home.open();
  closing.push(close);
  await home.clock.until(editor.run('live'));
  await home.clock.until(editor.agree({ inlineMedia: false }));
  await home.clock.pass(20_000);
  const [jobKey] = home.jobs.records.keys();
  home.jobs.set(jobKey ?? '', (record) => ({
    ...record,
    waiting: { for: 'network', reason: `https://cdn.runcomfy.com/a.mp4?X-Amz-Signature=${'e'.repeat(64)} ${token}` },
  }));
  await home.clock.pass(2_000);
  expect(JSON.stringify([...editor.state.states.values()])).toContain('X-Amz-Signature');
  return { ...home, editor, jobKey: jobKey ?? '' };
}

function expectNothingOfTheRun(text: string, jobKey: string): void {
  for (const secret of [token, 'X-Amz-Signature', 'runcomfy.com/a.mp4', jobKey, `r-${jobKey.slice(0, 8)}`])
    expect(text).not.toContain(secret);
  expect(text).not.toMatch(/\?[A-Za-z-]+=/);
}

test('U08 a graph that is saved in the middle of a run holds nothing of the run: no token, no address, no id', async () => {
  const { editor, downloads, jobKey } = await inTheMiddle();
  editor.downloadGraph();
  expect(downloads).toHaveLength(1);
  expectNothingOfTheRun(downloads[0]?.text ?? '', jobKey);
  expectNothingOfTheRun(editor.saveGraph(), jobKey);
});

test('U08 nor do nodes that are copied to the clipboard', async () => {
  const { editor, jobKey } = await inTheMiddle();
  editor.select(new Set(editor.state.document.nodes.map(({ id }) => id)));
  const copied: string[] = [];
  copyNodes.run({ editor, shell: { copy: (text: string) => copied.push(text) } } as unknown as CommandContext);
  expect(copied).toHaveLength(1);
  expectNothingOfTheRun(copied[0] ?? '', jobKey);
});

test('U08 an address with a signature that a person typed is saved only after they were asked', async () => {
  const { editor, downloads } = await inTheMiddle();
  const definition = nodeRegistry.get('ImageRef');
  if (!definition) throw new Error('no pictures');
  const added = addNode(editor.state.document, definition, { pos: [0, 0] });
  const signed = `https://example.org/mara.png?X-Amz-Signature=${'e'.repeat(64)}`;
  editor.edit(setParam(added.document, added.id, 'url', signed), 'Type');
  editor.downloadGraph();
  expect(downloads).toEqual([]);
  expect(editor.state.question?.problems).toHaveLength(1);
  editor.answer(false);
  expect(downloads).toEqual([]);
});
