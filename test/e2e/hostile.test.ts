import { expect, test } from 'vitest';
import { launch, openPage, rows, serve, states, submits } from './editor-page.ts';
import { written } from './graph-files.ts';

const attack = `<img src=x onerror="window.__xss=1"><script>window.__xss=2</script>\u202egpj.exe`;

/** A stranger's graph: hostile text wherever text can stand, addresses that would phone home, a wish to run by itself. */
function strangersGraph(): string {
  return JSON.stringify({
    last_node_id: 9,
    last_link_id: 2,
    runStep: 'alert(1)',
    onConfigure: 'window.__xss=3',
    nodes: [
      {
        id: 1,
        type: attack,
        title: attack,
        pos: [0, 0],
        size: [200, 100],
        widgets_values: [attack],
        onExecute: 'window.__xss=4',
      },
      {
        id: 2,
        type: 'Prompt',
        title: attack,
        pos: [300, 0],
        size: [280, 180],
        properties: { [attack]: attack },
        widgets_values: { text: attack },
      },
      {
        id: 3,
        type: 'ImageRef',
        pos: [0, 300],
        size: [220, 250],
        outputs: [{ name: 'image', type: 'IMAGE', links: [] }],
        widgets_values: { url: 'https://tracker.example.com/pixel.png', name: attack },
      },
      {
        id: 4,
        type: 'ImageRef',
        pos: [300, 300],
        size: [220, 250],
        widgets_values: { url: 'javascript:window.__xss=5' },
      },
      {
        id: 5,
        type: 'KSampler',
        pos: [600, 0],
        size: [220, 250],
        inputs: [{ name: attack, type: attack, link: null }],
        outputs: [{ name: attack, type: attack, links: null }],
        widgets_values: [attack, { values: [attack] }],
      },
      { id: 6, type: 'constructor', pos: [600, 300], size: [100, 50] },
    ],
    links: [[1, 99, 0, 98, 0, attack]],
    groups: [{ title: attack, bounding: [-20, -60, 900, 700], color: attack }],
    config: {},
    extra: {
      run: true,
      autoRun: true,
      prompt: attack,
      shotgraph: { schema: 1, title: attack, run: true, results: { a: 'https://evil.example.com' } },
    },
    version: 0.4,
  });
}

/** A file a line: what it is, its text, and what is said about it. */
const refused = [
  ['no-json', '{\n  "nodes": [,]\n}', 'line 2'],
  ['empty', '', 'empty'],
  ['banned-key', '{"nodes":[{"id":1,"type":"Note","__proto__":{"polluted":1}}],"links":[]}', '__proto__'],
  ['one-id-twice', '{"nodes":[{"id":1,"type":"Note"},{"id":"1","type":"Note"}],"links":[]}', '1'],
  ['too-deep', `{"nodes":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'deep'],
  ['newer', '{"nodes":[],"links":[],"extra":{"shotgraph":{"schema":99}}}', '99|newer'],
] as const;

test('G12 G18 SEC21 SEC26 a stranger’s graph is opened as text: nothing of it runs, is fetched or is sent, and the page stays alive', async () => {
  const served = await serve();
  const { page, complaints } = await openPage(await launch(), served.address);
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== served.address) elsewhere.push(request.url());
  });
  await page.getByLabel('Open graph file').setInputFiles(written('stranger.json', strangersGraph()));
  await expect.poll(() => rows(page).count()).toBe(6);
  for (const panel of ['Outline', 'History', 'Nodes', 'Templates']) {
    await page.getByRole('button', { name: panel, exact: true }).click();
  }
  await page.getByRole('button', { name: 'Outline', exact: true }).click();
  for (let n = 0; n < 6; n++) await rows(page).nth(n).click();
  await page.getByRole('button', { name: 'Rehearse', exact: true }).click();
  await expect.poll(async () => (await states(page)).filter((state) => state === 'running')).toEqual([]);
  expect(await page.evaluate(() => Reflect.get(window, '__xss'))).toBeUndefined();
  expect(elsewhere).toEqual([]);
  expect(submits(served)).toBe(0);
  expect(complaints).toEqual([]);
});

test('G01 G03 G06 G09 G16 a file that cannot be opened is refused with its place, and the open graph stays as it was', async () => {
  const served = await serve();
  const { page, complaints } = await openPage(await launch(), served.address);
  const graph = (): Promise<string> =>
    page.evaluate(() => (document.querySelector('shotgraph-editor') as unknown as { saveGraph(): string }).saveGraph());
  const before = await graph();
  for (const [what, text, said] of refused) {
    await page.getByLabel('Open graph file').setInputFiles(written(`${what}.json`, text));
    const notices = page.locator('shotgraph-notices');
    await expect
      .poll(() => notices.ariaSnapshot(), { message: what })
      .toMatch(new RegExp(`${what}.json[^]*${said}`, 'i'));
    expect(await graph()).toBe(before);
    expect(await page.evaluate(() => Reflect.get({}, 'polluted'))).toBeUndefined();
  }
  expect(submits(served)).toBe(0);
  expect(complaints).toEqual([]);
});
