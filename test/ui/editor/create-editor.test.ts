import { afterEach, expect, test } from 'vitest';
import { setParam, setTitle } from '../../../src/graph/edit.ts';
import { GatewayUnreachable } from '../../../src/runtime/wire/job-client.ts';
import { editorHouse } from './editor-house.ts';
import { oneShot } from './one-shot.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function opened(...args: Parameters<typeof editorHouse>) {
  const home = editorHouse(...args);
  const tab = await home.open();
  closing.push(tab.close);
  return { ...home, ...tab };
}

const typing = 'Type';

test('the first start shows the template, and it counts as saved', async () => {
  const { editor, drafts } = await opened();
  expect(editor.state.document.title).toBe('Template');
  expect(editor.state.edited).toBe(false);
  expect(editor.state.history).toEqual({});
  expect((await drafts.list()).map(({ title }) => title)).toEqual(['Template']);
});

test('the next start shows the last draft, with what was edited', async () => {
  const { editor, clock, close, ...home } = await opened();
  editor.edit(setTitle(editor.state.document, 'Mine'), 'Rename');
  await clock.pass(1_000);
  close();
  const again = await home.open();
  closing.push(again.close);
  expect(again.editor.state.document.title).toBe('Mine');
  expect(again.editor.state.edited).toBe(true);
});

test('what was saved as a file counts as saved after a restart too', async () => {
  const { editor, clock, close, ...home } = await opened();
  editor.edit(setTitle(editor.state.document, 'Mine'), 'Rename');
  editor.downloadGraph();
  expect(home.downloads.map(({ name }) => name)).toEqual(['Mine.json']);
  expect(editor.state.edited).toBe(false);
  await clock.pass(1_000);
  close();
  const again = await home.open();
  closing.push(again.close);
  expect(again.editor.state.edited).toBe(false);
});

test('undo and redo restore the very documents', async () => {
  const { editor } = await opened();
  const first = editor.state.document;
  const second = setTitle(first, 'Second');
  editor.edit(second, 'Rename');
  expect(editor.state.edited).toBe(true);
  editor.undo();
  expect(editor.state.document).toBe(first);
  expect(editor.state.edited).toBe(false);
  expect(editor.state.history).toEqual({ redo: 'Rename' });
  editor.redo();
  expect(editor.state.document).toBe(second);
});

test('typing is one step, until something else is selected', async () => {
  const { editor } = await opened();
  const type = (text: string): void => editor.edit(setTitle(editor.state.document, text), typing, 'title');
  type('a');
  type('ab');
  editor.select(new Set(['1']));
  type('abc');
  editor.undo();
  expect(editor.state.document.title).toBe('ab');
  editor.undo();
  expect(editor.state.document.title).toBe('Template');
});

test('G01 a file that is refused is told with its place, and the open graph stays as it is', async () => {
  const { editor } = await opened();
  const before = editor.state;
  await editor.openGraph('{"nodes": [}', 'broken.json');
  expect(editor.state.document).toBe(before.document);
  expect(editor.state.graphId).toBe(before.graphId);
  expect(editor.state.history).toEqual({});
  const [notice] = editor.state.notices;
  expect(notice?.tone).toBe('bad');
  expect(notice?.text).toContain('broken.json');
  expect(notice?.detail).toMatch(/line 1/);
});

test('G19 two files at once are opened one after the other, and undo restores each exactly', async () => {
  const { editor } = await opened();
  const first = editor.state;
  await Promise.all([editor.openGraph(oneShot('A')), editor.openGraph(oneShot('B'))]);
  expect(editor.state.document.title).toBe('B');
  editor.undo();
  expect(editor.state.document.title).toBe('A');
  editor.undo();
  expect(editor.state.document).toBe(first.document);
  expect(editor.state.graphId).toBe(first.graphId);
});

test('a graph that is opened and saved untouched is the same text', async () => {
  const { editor } = await opened();
  const text = oneShot('Kept');
  await editor.openGraph(text, 'kept.json');
  expect(editor.saveGraph()).toBe(text);
});

test('G18 something like a token is asked about before it is saved', async () => {
  const { editor, downloads } = await opened();
  const [prompt] = editor.state.document.nodes;
  const secret = 'sk-0123456789abcdef0123456789abcdef';
  editor.edit(setParam(editor.state.document, prompt?.id ?? '', 'text', `Use ${secret}`), 'Type');
  editor.downloadGraph();
  expect(downloads).toEqual([]);
  expect(editor.state.question?.problems).toHaveLength(1);
  expect(JSON.stringify(editor.state.question)).not.toContain(secret);
  editor.answer(false);
  expect(downloads).toEqual([]);
  editor.downloadGraph();
  editor.answer(true);
  expect(downloads).toHaveLength(1);
  expect(editor.state.question).toBeUndefined();
});

test('U03 pressing Rehearse twice is one Run with one submit a shot', async () => {
  const { editor, jobs, clock } = await opened();
  await clock.until(Promise.all([editor.run('sandbox'), editor.run('sandbox')]));
  await clock.pass(10_000);
  await clock.until(editor.run('sandbox'));
  await clock.pass(10_000);
  expect(jobs.created).toHaveLength(1);
  expect([...editor.state.states.values()].map(({ state }) => state)).toContain('reused');
});

test('a rehearsal shows how every node stands, and ends', async () => {
  const { editor, clock } = await opened();
  await clock.until(editor.run('sandbox'));
  expect(editor.state.shown).toBe('sandbox');
  await clock.pass(20_000);
  expect(editor.state.run?.state).toMatchObject({ kind: 'ended', outcome: 'succeeded' });
  const states = [...editor.state.states.values()].map(({ state }) => state);
  expect(states.filter((state) => state === 'succeeded')).toHaveLength(3);
});

test('M14 a paid run shows its quote first, and buys only after the agreement', async () => {
  const { editor, jobs, clock } = await opened('valid');
  await clock.until(editor.run('live'));
  expect(editor.state.quote?.quote.generations).toHaveLength(1);
  expect(jobs.puts).toEqual([]);
  await clock.until(Promise.all([editor.agree({ inlineMedia: false }), editor.agree({ inlineMedia: false })]));
  await clock.pass(20_000);
  expect(editor.state.quote).toBeUndefined();
  expect(editor.state.shown).toBe('live');
  expect(jobs.created).toHaveLength(1);
  // An agreement is used up: a late click finds nothing to agree to.
  await clock.until(editor.agree({ inlineMedia: false }));
  expect(editor.state.quote).toBeUndefined();
});

test('M14 what was edited while its quote stood there is asked again, with what changed', async () => {
  const { editor, jobs, clock } = await opened('valid');
  await clock.until(editor.run('live'));
  const shot = editor.state.document.nodes.find(({ type }) => type === 'SeedanceGenerate')?.id ?? '';
  editor.edit(setParam(editor.state.document, shot, 'duration', 9), 'Longer');
  await clock.until(editor.agree({ inlineMedia: false }));
  expect(editor.state.quote?.changed).toEqual(['SH010 was edited.']);
  expect(editor.state.quote?.quote.generations[0]?.seconds).toBe(9);
  expect(jobs.puts).toEqual([]);
  await clock.until(editor.agree({ inlineMedia: false }));
  await clock.pass(20_000);
  expect(jobs.puts.map(({ order }) => order.request['duration'])).toEqual([9]);
});

test('M14 an agreement given after another graph was opened buys nothing', async () => {
  const { editor, jobs, clock } = await opened('valid');
  await clock.until(editor.run('live'));
  editor.newGraph();
  await clock.until(editor.agree({ inlineMedia: false }));
  await clock.pass(5_000);
  expect(editor.state.quote).toBeUndefined();
  expect(editor.state.notices.at(-1)?.text).toBe('Another graph is open now.');
  expect(jobs.puts).toEqual([]);
});

test('a rate that is typed prices the quote that stands there, and is kept with its date', async () => {
  const { editor, jobs, clock } = await opened('valid');
  await clock.until(editor.run('live'));
  const before = editor.state.quote?.fingerprint;
  expect(editor.state.quote?.price).toMatchObject({ known: 0, unknown: 1 });
  const rated = { model: 'bytedance/seedance-v2/pro', resolution: '480p' };
  await clock.until(editor.setRate(rated, 0.15));
  expect(editor.state.quote?.price).toMatchObject({ usd: expect.closeTo(0.6), weakest: 'rate' });
  expect(editor.state.quote?.changed).toEqual([]);
  expect(editor.state.quote?.fingerprint).not.toBe(before);
  expect(jobs.currentSettings.rates).toEqual([{ ...rated, usdPerSecond: 0.15, at: expect.any(Number) }]);
  await clock.until(editor.setRate(rated, undefined));
  expect(editor.state.quote?.price).toMatchObject({ known: 0, unknown: 1 });
  expect(jobs.currentSettings.rates).toEqual([]);
});

test('what is spent is followed: about to be, then charged, and never by a rehearsal', async () => {
  const { editor, jobs, clock } = await opened('valid');
  jobs.prices = { 'bytedance/seedance-v2/pro': { base_price_usd: 0.1, price_unit: 'second' } };
  jobs.bills = { SH010: 0.9 };
  await clock.until(editor.run('sandbox'));
  await clock.pass(20_000);
  expect(editor.state.money?.report).toMatchObject({ all: { paid: 0 }, days: [] });
  await clock.until(editor.run('live'));
  const unsent = new Set<string>();
  editor.subscribe(() => unsent.add(JSON.stringify(editor.state.money?.unsent)));
  await clock.until(editor.agree({ inlineMedia: false }));
  await clock.pass(20_000);
  const shot = editor.state.document.nodes.find(({ type }) => type === 'SeedanceGenerate')?.id ?? '';
  expect([...unsent]).toContain(JSON.stringify({ count: 1, quotedUsd: 0.4, unquoted: 0 }));
  const spent = { usd: 0.9, paid: 1, unknown: 0, maybe: 0 };
  expect(editor.state.money).toMatchObject({
    unsent: { count: 0 },
    report: { all: spent, graph: spent, shots: { [shot]: spent }, running: { count: 0 } },
  });
});

test('a quote that is put away buys nothing, also when somebody agrees to it later', async () => {
  const { editor, jobs, clock } = await opened('valid');
  await clock.until(editor.run('live'));
  editor.dismissQuote();
  await clock.until(editor.agree({ inlineMedia: false }));
  await clock.pass(5_000);
  expect(jobs.puts).toEqual([]);
});

test('without a gateway everything but running goes on, and the connection comes back by itself', async () => {
  const { editor, jobs, clock, troubles } = await opened();
  const { health } = jobs;
  jobs.reachable = false;
  jobs.health = () => Promise.reject(new GatewayUnreachable('away'));
  await clock.pass(20_000);
  expect(editor.state.connection).toBe('unreachable');
  editor.edit(setTitle(editor.state.document, 'Offline'), 'Rename');
  await clock.pass(2_000);
  expect(editor.state.document.title).toBe('Offline');
  await clock.until(editor.run('sandbox'));
  expect(editor.state.notices.at(-1)?.tone).toBe('bad');
  jobs.reachable = true;
  jobs.health = health;
  await clock.pass(20_000);
  expect(editor.state.connection).toBe('connected');
  expect(troubles.every((error) => error instanceof GatewayUnreachable)).toBe(true);
});

test('S14 records of the journal that cannot be read are said once, with the file that holds them', async () => {
  const home = editorHouse();
  const { health } = home.jobs;
  home.jobs.health = async () => ({ ...(await health()), damage: { setAside: 2, file: '/data/journal.jsonl' } });
  const { editor } = await home.open();
  const said = () => editor.state.notices.filter(({ text }) => text === '2 records of your jobs cannot be read.');
  expect(said()).toMatchObject([{ tone: 'warn', detail: expect.stringContaining('/data/journal.jsonl') }]);
  editor.dismiss(said()[0]?.id ?? '');
  await home.clock.pass(60_000);
  expect(said()).toEqual([]);
});

test('two tabs that edit one graph keep both', async () => {
  const home = editorHouse();
  const [a, b] = [await home.open(), await home.open()];
  closing.push(a.close, b.close);
  a.editor.edit(setTitle(a.editor.state.document, 'By A'), 'Rename');
  await home.clock.pass(2_000);
  b.editor.edit(setTitle(b.editor.state.document, 'By B'), 'Rename');
  await home.clock.pass(2_000);
  const titles = (await home.drafts.list()).map(({ title }) => title).sort();
  expect(titles).toEqual(['By A', 'By B']);
  expect(b.editor.state.notices.some(({ text }) => text.includes('another tab'))).toBe(true);
});

test('a node that is added stands selected, and not on top of the one before', async () => {
  const { editor } = await opened();
  const [first, second] = [editor.addNode('Prompt'), editor.addNode('Prompt')];
  const places = editor.state.document.nodes.filter(({ id }) => id === first || id === second).map(({ pos }) => pos);
  expect(places[0]).not.toEqual(places[1]);
  expect([...editor.state.selection]).toEqual([second]);
  expect(editor.addNode('constructor')).toBeUndefined();
});

test('a picked picture is kept here and at the gateway, and named in the node', async () => {
  const { editor, jobs } = await opened();
  const node = editor.addNode('ImageRef') ?? '';
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
  await editor.pickFile(node, 'file', new File([png], 'mara.png', { type: 'image/png' }));
  const file = editor.state.document.nodes.find(({ id }) => id === node)?.params['file'];
  expect(file).toMatchObject({ name: 'mara.png', size: 12 });
  expect(jobs.uploads.size).toBe(1);
});

test('a file that is no picture is refused by what it holds, not by its name', async () => {
  const { editor } = await opened();
  const node = editor.addNode('ImageRef') ?? '';
  await editor.pickFile(node, 'file', new File(['<svg onload="x">'], 'mara.png', { type: 'image/png' }));
  expect(editor.state.document.nodes.find(({ id }) => id === node)?.params['file']).toBeUndefined();
  expect(editor.state.notices.at(-1)?.tone).toBe('bad');
});

test('what only tells goes by itself, what asks for something stays', async () => {
  const { editor, clock } = await opened();
  editor.notify({ tone: 'info', text: 'By the way' });
  editor.notify({ tone: 'bad', text: 'Look here' });
  editor.notify({ tone: 'bad', text: 'Look here' });
  expect(editor.state.notices.map(({ text }) => text)).toEqual(['By the way', 'Look here']);
  await clock.pass(10_000);
  expect(editor.state.notices.map(({ text }) => text)).toEqual(['Look here']);
});

test('a shot that is put back stands in the clear, and is selected', async () => {
  const { editor, clock, jobs } = await opened();
  await clock.until(editor.run('sandbox'));
  const [job] = (await jobs.history({ offset: 0, limit: 10 })).jobs;
  const { document } = editor.state;
  const prompt = document.nodes.find(({ type }) => type === 'Prompt');
  editor.edit(setParam(document, prompt?.id ?? '', 'text', 'Another one.'), typing);
  const before = editor.state.document.nodes;
  if (job) await clock.until(editor.putBack(job));
  const known = new Set(before.map(({ id }) => id));
  const came = editor.state.document.nodes.filter(({ id }) => !known.has(id));
  expect(came.map(({ type }) => type)).toContain('SeedanceGenerate');
  expect(came.some(({ id }) => editor.state.selection.has(id))).toBe(true);
  const covered = came.flatMap(({ pos: [x, y], size: [width, height] }) =>
    before.filter(
      ({ pos, size }) => x < pos[0] + size[0] && pos[0] < x + width && y < pos[1] + size[1] && pos[1] < y + height,
    ),
  );
  expect(covered).toEqual([]);
});
