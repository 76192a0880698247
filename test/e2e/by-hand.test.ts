import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readGraphFile } from '../../src/graph/file/read-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { temporaryFolder } from './command.ts';
import { filmLength, launch, openPage, rehearse, rows, serve, submits } from './editor-page.ts';

/** The document's part of a graph file: what is left when nothing of how it was written counts. */
function documentOf(text: string) {
  const opened = readGraphFile(text, nodeRegistry);
  if (!opened.ok) throw new Error(opened.problem.reason);
  const { title, nodes, links, groups } = opened.document;
  return {
    title,
    nodes: nodes.map((node) => ({ ...node, residue: undefined })),
    links: links.map(({ from, to }) => ({ from, to })),
    groups,
  };
}

/** The open graph, as the editor element's own method gives it. */
const savedText = (page: Page): Promise<string> =>
  page.evaluate(() => (document.querySelector('shotgraph-editor') as unknown as { saveGraph(): string }).saveGraph());

/** Where a point of the graph stands on the screen. */
async function onScreen(
  page: Page,
  [x, y]: readonly [number, number],
): Promise<{ readonly x: number; readonly y: number }> {
  const canvas = page.locator('shotgraph-canvas');
  const box = await canvas.boundingBox();
  const [cx, cy] = await canvas.evaluate((element) =>
    (element as unknown as { viewCenter(): [number, number] }).viewCenter(),
  );
  const percent = Number.parseInt(
    (await page.getByRole('button', { name: /back to 100/ }).innerText()).replace(/\D/g, ''),
    10,
  );
  if (!box) throw new Error('no canvas');
  return {
    x: box.x + box.width / 2 + ((x - cx) * percent) / 100,
    y: box.y + box.height / 2 + ((y - cy) * percent) / 100,
  };
}

/** Drags from a node's first output onto another node's body: the link goes to its first fitting input. */
async function dragLink(page: Page, from: string, to: string): Promise<void> {
  const { nodes } = documentOf(await savedText(page));
  const [source, target] = [nodes.find(({ type }) => type === from), nodes.find(({ type }) => type === to)];
  if (!source || !target) throw new Error(`no ${from} or ${to}`);
  // The first row of sockets is centred 17 units below the title.
  const begin = await onScreen(page, [source.pos[0] + source.size[0], source.pos[1] + 17]);
  const end = await onScreen(page, [target.pos[0] + target.size[0] / 2, target.pos[1] + target.size[1] - 12]);
  await page.mouse.move(begin.x, begin.y);
  await page.mouse.down();
  await page.mouse.move((begin.x + end.x) / 2, (begin.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
}

test('a graph built by hand, from the panel, by pointer, by keyboard and typed on the node, is equal after saving and opening its file, and runs', async () => {
  const served = await serve();
  const { page, complaints } = await openPage(await launch(), served.address);
  await page.getByRole('button', { name: 'New graph', exact: true }).click();
  await expect.poll(() => rows(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Nodes', exact: true }).click();
  for (const kind of ['Prompt', 'Seedance 2.0 Pro', 'Wait for clip', 'Storyboard']) {
    await page.getByRole('button', { name: `Add ${kind}`, exact: true }).click();
  }
  await expect.poll(() => rows(page).count()).toBe(4);

  await page.getByRole('button', { name: 'Fit', exact: true }).click();
  await dragLink(page, 'Prompt', 'SeedanceGenerate');
  await dragLink(page, 'SeedanceGenerate', 'Poll');
  await page.getByLabel('Prompt of Prompt').fill('A paper boat crosses a puddle. Close-up, low angle.');

  // The last link by keyboard alone: open the row, go to its output, choose the input.
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  await page.locator('[data-node-id][aria-label^="Wait for clip"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.getByRole('treeitem', { name: /video/ }).count()).toBeGreaterThan(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('storyboard');
  await page.keyboard.press('Enter');

  // The shot gets its name in the inspector.
  await page.locator('[data-node-id][aria-label^="Seedance"]').click();
  const inspector = page.locator('shotgraph-inspector');
  await inspector.getByRole('textbox', { name: 'Title' }).first().fill('SH010');
  await inspector.getByRole('textbox', { name: 'Title' }).first().press('Enter');

  const built = documentOf(await savedText(page));
  const type = (id: string): string => built.nodes.find((node) => node.id === id)?.type ?? '';
  expect(
    built.links.map(({ from, to }) => `${type(from.node)}.${from.output} → ${type(to.node)}.${to.input}`).sort(),
  ).toEqual([
    'Poll.video → Storyboard.shots_1',
    'Prompt.prompt → SeedanceGenerate.prompt',
    'SeedanceGenerate.job → Poll.job',
  ]);
  expect(built.nodes.find((node) => node.type === 'SeedanceGenerate')?.title).toBe('SH010');
  expect(built.nodes.find((node) => node.type === 'Prompt')?.params).toEqual({
    text: 'A paper boat crosses a puddle. Close-up, low angle.',
  });

  const folder = join(temporaryFolder(), 'saved');
  mkdirSync(folder);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save graph', exact: true }).click(),
  ]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  expect(documentOf(readFileSync(file, 'utf8'))).toEqual(built);

  await page.getByRole('button', { name: 'New graph', exact: true }).click();
  await expect.poll(() => rows(page).count()).toBe(0);
  await page.getByLabel('Open graph file').setInputFiles(file);
  await expect.poll(() => rows(page).count()).toBe(4);
  expect(documentOf(await savedText(page))).toEqual(built);

  expect(await rehearse(page)).toBe('succeeded');
  expect(submits(served)).toBe(1);
  expect(await filmLength(page)).toBeCloseTo(5, 2);
  expect(complaints).toEqual([]);
});
