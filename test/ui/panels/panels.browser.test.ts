import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { GatewayUnreachable } from '../../../src/runtime/wire/job-client.ts';
import type { ShotgraphHistoryPanel } from '../../../src/ui/panels/shotgraph-history-panel.ts';
import '../../../src/ui/panels/shotgraph-history-panel.ts';
import '../../../src/ui/panels/shotgraph-node-panel.ts';
import type { ShotgraphNodePanel } from '../../../src/ui/panels/shotgraph-node-panel.ts';
import type { ShotgraphTemplatesPanel } from '../../../src/ui/panels/shotgraph-templates-panel.ts';
import '../../../src/ui/panels/shotgraph-templates-panel.ts';
import type { StoredClip } from '../../../src/runtime/wire/stored-clips.ts';
import { numberedKey, sampleAttempt, sampleJob, sampleTime } from '../fake-job-client.ts';
import { chainedShots, sampleDocument } from '../sample-graph.ts';
import { hostile, nameOf, type Stand, standing } from '../stand.ts';

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-node-panel': ShotgraphNodePanel;
    'shotgraph-templates-panel': ShotgraphTemplatesPanel;
    'shotgraph-history-panel': ShotgraphHistoryPanel;
  }
}

async function search(
  stand: Stand<HTMLElementTagNameMap['shotgraph-node-panel' | 'shotgraph-history-panel']>,
  text: string,
) {
  const field = stand.field('input');
  field.focus();
  field.select();
  await userEvent.keyboard(text);
  await stand.drawn();
}

describe('the node panel', () => {
  const panel = () => standing('shotgraph-node-panel', sampleDocument([]));

  it('shows every kind once, with its sentence', async () => {
    const stand = await panel();
    const kinds = stand.editor.registry.definitions;
    expect(stand.all('.kind')).toHaveLength(kinds.length);
    expect(new Set(stand.all('.kind').map(({ dataset }) => dataset['type']))).toEqual(
      new Set(kinds.map(({ type }) => type)),
    );
    for (const { about } of kinds) expect(stand.find('.body').textContent).toContain(about);
  });

  it('adds by click, by Enter on a kind, and by Enter in the search', async () => {
    const stand = await panel();
    stand.find('.kind[data-type=Storyboard]').click();
    stand.find('.kind[data-type=Poll]').focus();
    await userEvent.keyboard('{Enter}');
    await search(stand, 'seedance{Enter}');
    const types = stand.editor.state.document.nodes.map(({ type }) => type);
    expect(types).toEqual(['Storyboard', 'Poll', 'SeedanceGenerate']);
    expect(stand.find('[role=status]').textContent).toBe('Seedance 2.0 Pro added and selected.');
  });

  it('goes from the search into the list and back with arrow keys', async () => {
    const stand = await panel();
    await search(stand, 'clip{ArrowDown}{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(stand.view.shadowRoot?.activeElement).toBe(stand.find('input'));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(stand.editor.state.document.nodes).toHaveLength(1);
  });

  it('hands the kind to whoever it is dragged onto', async () => {
    const stand = await panel();
    const dataTransfer = new DataTransfer();
    stand.find('.kind[data-type=Prompt]').dispatchEvent(new DragEvent('dragstart', { dataTransfer, bubbles: true }));
    expect(dataTransfer.getData('application/x-shotgraph-node')).toBe('Prompt');
  });

  it('says so when nothing fits, and shows all again', async () => {
    const stand = await panel();
    await search(stand, 'zebra');
    expect(stand.text()).toContain('No node fits');
    stand.button('Show all').click();
    await stand.drawn();
    expect(stand.all('.kind')).toHaveLength(stand.editor.registry.definitions.length);
    expect(stand.field('input').value).toBe('');
  });
});

describe('the templates panel', () => {
  it('opens a template, and says that undo brings the former graph back', async () => {
    const templates = [{ name: 'one', title: 'One shot', about: 'A clip.', text: '{"nodes":[]}' }];
    const stand = await standing('shotgraph-templates-panel', chainedShots(), { templates });
    expect(stand.text()).toContain('Undo brings that back.');
    stand.find('[data-template=one]').click();
    expect(stand.editor.calls).toEqual([['openGraph', '{"nodes":[]}', 'one']]);
  });
});

describe('the history', () => {
  async function history(count: number) {
    const stand = await standing('shotgraph-history-panel', chainedShots(), { hidden: false });
    stand.editor.setJobs(
      Array.from({ length: count }, (_, n) => sampleJob(n, sampleAttempt('succeeded', 1, { requestId: `req-${n}` }))),
    );
    stand.editor.set({ connection: 'connecting' });
    await stand.drawn();
    return stand;
  }
  const ids = (stand: Awaited<ReturnType<typeof history>>) =>
    stand.all('[data-request-id]').map(({ textContent }) => textContent);

  it('S13 lists ten thousand jobs, newest first, and reads and draws only those that are seen', async () => {
    const stand = await history(10_000);
    expect(ids(stand).slice(0, 3)).toEqual(['req-9999', 'req-9998', 'req-9997']);
    expect(stand.text()).toContain('10,000 jobs');
    expect(stand.all('article').length).toBeLessThan(30);
    stand.find('.body').scrollTop = 5_000 * 92;
    await stand.drawn();
    expect(ids(stand)).toContain('req-4999');
    expect(stand.all('article').length).toBeLessThan(30);
    expect(new Set(stand.editor.jobs.asked.map(({ limit }) => limit))).toEqual(new Set([50]));
    expect(stand.editor.jobs.asked.length).toBeLessThan(8);
    expect(stand.find('li[data-place="5000"]').getAttribute('aria-setsize')).toBe('10000');
  });

  it('walks the rows by key to the last one, and opens one by Enter', async () => {
    const stand = await history(300);
    stand.editor.jobs.output = async () => new Blob(['clip'], { type: 'video/mp4' });
    stand.field('input').focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    await stand.drawn();
    expect(stand.view.shadowRoot?.activeElement?.textContent).toContain('SH298');
    await userEvent.keyboard('{End}');
    await stand.drawn();
    await stand.drawn();
    expect(stand.view.shadowRoot?.activeElement?.textContent).toContain('SH0');
    await userEvent.keyboard('{Home}{Enter}');
    await stand.drawn();
    expect(stand.find('dialog[open] h2').textContent).toContain('SH299, take 1');
  });

  it('parts what was rehearsed from what was paid, and what was made from what failed', async () => {
    const stand = await history(0);
    stand.editor.jobs.records = [
      sampleJob(1, sampleAttempt('succeeded', 1, { requestId: 'made' })),
      sampleJob(2, sampleAttempt('failed', 1, { requestId: 'failed' }), { service: 'https://model-api.runcomfy.net' }),
    ];
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    const choose = async (name: string, value: string): Promise<void> => {
      const select = stand.find(`select[aria-label="${name}"]`) as HTMLSelectElement;
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await stand.drawn();
    };
    await choose('Rehearsed or paid', 'live');
    expect(ids(stand)).toEqual(['failed']);
    await choose('State', 'made');
    expect(stand.text()).toContain('Nothing found');
    await choose('Rehearsed or paid', 'sandbox');
    expect(ids(stand)).toEqual(['made']);
    const graphs = stand.find('select[aria-label="Graph"]') as HTMLSelectElement;
    expect([...graphs.options].map(({ value }) => value)).toContain('Night market');
    await choose('Graph', 'Night market');
    expect(ids(stand)).toEqual(['made']);
    expect(stand.editor.jobs.asked.at(-1)).toMatchObject({ service: 'sandbox', graph: 'Night market' });
  });

  it('searches at the gateway, not in what is loaded', async () => {
    const stand = await history(45);
    await search(stand, 'Prompt of job 3');
    expect(ids(stand).toSorted()).toEqual(
      ['req-3', ...Array.from({ length: 10 }, (_, n) => `req-${30 + n}`)].toSorted(),
    );
    await search(stand, 'zebra');
    expect(stand.text()).toContain('Nothing found');
    stand.button('Show all').click();
    await stand.drawn();
    expect(stand.text()).toContain('45 jobs');
  });

  it('takes only the answer to the last question', async () => {
    const stand = await history(3);
    const answer = stand.editor.jobs.history;
    const late: (() => void)[] = [];
    stand.editor.jobs.history = async (page) => {
      const list = await answer(page);
      if (page.search === 'job 1') await new Promise<void>((resolve) => late.push(resolve));
      return list;
    };
    await search(stand, 'job 1');
    await search(stand, 'job 2');
    expect(ids(stand)).toEqual(['req-2']);
    for (const go of late) go();
    await stand.drawn();
    expect(ids(stand)).toEqual(['req-2']);
  });

  it('reads again when a job changes, and keeps what is looked at', async () => {
    const stand = await history(300);
    stand.find('.body').scrollTop = 100 * 92;
    await stand.drawn();
    const before = ids(stand);
    const jobKey = stand.editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    stand.editor.setJobs([...stand.editor.jobs.records, sampleJob(500, sampleAttempt('in_progress'), { jobKey })]);
    await stand.drawn();
    expect(stand.editor.jobs.asked.at(-1)).toMatchObject({ asOf: 0 });
    expect(before.length).toBeGreaterThan(5);
    stand.find('.body').scrollTop = 0;
    await stand.drawn();
    stand.editor.set({ connection: 'connecting' });
    await stand.drawn();
    expect(ids(stand)[0]).toBe('req-1-6f21c6f0');
    expect(stand.text()).toContain('generating 1:12');
  });

  it('says what there is of every attempt, and asks for a decision', async () => {
    const stand = await history(0);
    expect(stand.text()).toContain('Nothing made yet');
    const attempts = [sampleAttempt('cancelled', 1, { requestId: 'first' }), sampleAttempt('uncertain', 2)];
    stand.editor.jobs.records = [sampleJob(1, attempts, { service: 'https://model-api.runcomfy.net', take: 2 })];
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    expect(ids(stand)).toEqual(['first']);
    for (const words of ['may have been sent: check', 'take 2', 'live', 'Prompt of job 1', 'in Night market'])
      expect(stand.find('article').textContent).toContain(words);
    const asked: string[] = [];
    window.addEventListener('decide', (event) => asked.push((event as CustomEvent).detail.jobKey), { once: true });
    stand.button('Check…').click();
    expect(asked).toEqual([stand.editor.jobs.records[0]?.jobKey]);
    stand.find('article .open').click();
    await stand.drawn();
    const dialog = stand.find('dialog[open]').textContent;
    for (const words of ['2 attempts, the last first', 'billed or not: unknown', 'first', 'Prompt of job 1'])
      expect(dialog).toContain(words);
  });

  it('says how a paid job stands in full words, whatever sums stand beside it', async () => {
    const stand = await history(0);
    const service = 'https://model-api.runcomfy.net';
    const quoted = { usd: 0.5, source: 'catalogue' };
    stand.editor.jobs.records = [
      sampleJob(1, sampleAttempt('succeeded', 1, { cost: 0.75, quoted }), { service }),
      sampleJob(2, sampleAttempt('succeeded', 1, { cost: 0.5, quoted }), { service }),
      sampleJob(3, sampleAttempt('rejected', 1, { quoted }), { service }),
      sampleJob(4, sampleAttempt('uncertain', 1, { quoted }), { service }),
    ];
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    const rows = stand.all('article').map((row) => row.textContent ?? '');
    expect(rows.filter((text) => text.includes('quoted $0.50'))).toHaveLength(3);
    const cut = stand.all('article .state').filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    expect(cut.map(({ textContent }) => textContent)).toEqual([]);
  });

  it('puts a job back on the canvas, or its clip, and says where the file lies', async () => {
    const stand = await history(2);
    stand.editor.jobs.output = async () => new Blob(['clip'], { type: 'video/mp4' });
    const [first] = stand.all('article .open');
    first?.click();
    await stand.drawn();
    stand.button('Show in folder').click();
    await stand.drawn();
    expect(stand.find('dialog[open] .place').textContent).toContain('/data/media/');
    expect(stand.button('Copy path')).toBeTruthy();
    stand.button('Use clip as reference').click();
    await stand.drawn();
    expect(stand.all('dialog[open]')).toEqual([]);
    first?.click();
    await stand.drawn();
    stand.button('Put back on canvas').click();
    const job = stand.editor.jobs.records[1];
    expect(stand.editor.calls).toEqual([
      ['useClip', job],
      ['putBack', job],
    ]);
  });

  it('asks the service for a file that was deleted by hand only when somebody wants it', async () => {
    const stand = await history(0);
    const output = { kind: 'video', n: 0, sha256: 'a'.repeat(64), size: 9, mediaType: 'video/mp4', cleared: 5 };
    stand.editor.jobs.records = [sampleJob(1, sampleAttempt('succeeded', 1, { outputs: [output] }))];
    let fetched = 0;
    stand.editor.jobs.output = async () => {
      fetched += 1;
      return new Blob(['clip'], { type: 'video/mp4' });
    };
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    expect(stand.find('article').textContent).toContain('file deleted');
    stand.find('article .open').click();
    await stand.drawn();
    expect(fetched).toBe(0);
    stand.button('Fetch it again').click();
    await stand.drawn();
    expect(fetched).toBe(1);
    expect(stand.all('dialog[open] video')).toHaveLength(1);
  });

  it('J03 J10 looks again for a result that is not here, and says what came of it', async () => {
    const stand = await history(0);
    stand.editor.jobs.records = [sampleJob(1, sampleAttempt('lost'))];
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    stand.find('article .open').click();
    await stand.drawn();
    expect(stand.find('dialog[open] .offer').textContent).toContain('Buys nothing.');
    stand.button('Look again').click();
    await stand.drawn();
    expect(stand.editor.calls).toEqual([['lookAgain', sampleJob(1, []).jobKey]]);
    expect(stand.find('dialog[open] .offer [role=status]').textContent).toBe('The service still names no output.');
  });

  it('J06 stops watching a job that does not end, and watches it again', async () => {
    const trouble = 'RunComfy calls the state "archived", which is not known here.';
    const stand = await history(0);
    const show = async (set: Record<string, unknown>): Promise<void> => {
      stand.editor.jobs.records = [sampleJob(1, sampleAttempt('in_queue', 1, { trouble, ...set }))];
      stand.editor.set({ connection: 'connected' });
      await stand.drawn();
    };
    await show({});
    stand.find('article .open').click();
    await stand.drawn();
    expect(stand.find('dialog[open] .said').textContent).toContain('archived');
    stand.button('Stop watching').click();
    await show({ unwatched: sampleTime });
    expect(stand.find('article').textContent).toContain('not watched, may still be made');
    expect(stand.find('dialog[open] .offer').textContent).toContain('Nobody asks about it since');
    stand.button('Watch again').click();
    const { jobKey } = sampleJob(1, []);
    expect(stand.editor.calls).toEqual([
      ['setWatched', jobKey, false],
      ['setWatched', jobKey, true],
    ]);
  });

  it('M8 deletes by hand only what was chosen, with a consent for what was paid', async () => {
    const stand = await history(0);
    const clip = (n: number, set: Partial<StoredClip> = {}): StoredClip => ({
      jobKey: numberedKey(n),
      kind: 'video',
      n: 0,
      size: n * 1_000_000,
      service: 'sandbox',
      graph: 'Night market',
      title: `SH${n}`,
      take: 1,
      at: sampleTime,
      used: false,
      foreign: false,
      ...set,
    });
    stand.editor.jobs.clips = [clip(1), clip(2), clip(3, { service: 'live' })];
    stand.button('Clean up…').click();
    await stand.drawn();
    const [all, ...rows] = stand.all('dialog[open] .row input');
    expect(rows).toHaveLength(2);
    expect(stand.button('Delete files').disabled).toBe(true);
    all?.click();
    await stand.drawn();
    stand.button('Delete 2 files, 3.0 MB').click();
    await stand.drawn();
    expect(stand.find('dialog[open] [role=status]').textContent).toContain('2 files deleted, 3.0 MB free again.');
    const which = stand.find('dialog[open] select[aria-label="Which clips"]') as HTMLSelectElement;
    which.value = 'live';
    which.dispatchEvent(new Event('change'));
    await stand.drawn();
    stand.all('dialog[open] .row input').at(-1)?.click();
    await stand.drawn();
    expect(stand.button('Delete 1 file, 3.0 MB').disabled).toBe(true);
    stand.find('dialog[open] .consent input').click();
    await stand.drawn();
    stand.button('Delete 1 file, 3.0 MB').click();
    await stand.drawn();
    expect(stand.editor.jobs.cleared.map(({ outputs, paid, used }) => [outputs.length, paid, used])).toEqual([
      [2, false, false],
      [1, true, false],
    ]);
  });

  it('opens the files of paid clips where nothing else is stored, chosen or not', async () => {
    const stand = await history(0);
    const clip = { jobKey: numberedKey(1), kind: 'video', n: 0, size: 1, graph: '', title: 'SH1', take: 1 } as const;
    const paid = { ...clip, service: 'live', at: sampleTime, used: false, foreign: false } as const;
    stand.editor.jobs.clips = [paid];
    stand.button('Clean up…').click();
    await stand.drawn();
    expect(stand.all('dialog[open] .row:not(.head)')).toHaveLength(1);
    expect(stand.all('dialog[open] .row input').every((box) => !(box as HTMLInputElement).checked)).toBe(true);
  });

  it('says so when the gateway does not answer, and tries again', async () => {
    const stand = await history(2);
    stand.editor.jobs.trouble = new GatewayUnreachable();
    stand.editor.set({ connection: 'unreachable' });
    await stand.drawn();
    expect(stand.find('[role=alert]').textContent).toContain('The gateway does not answer');
    expect(ids(stand)).toHaveLength(2);
    stand.editor.jobs.trouble = undefined;
    stand.button('Try again').click();
    await stand.drawn();
    expect(stand.all('[role=alert]')).toEqual([]);
  });

  it('G12 SEC32 shows texts of files and of the service as text, bounded', async () => {
    const stand = await history(0);
    stand.editor.jobs.records = hostile.map((text, n) =>
      sampleJob(n, sampleAttempt('failed', 1, { failure: { code: 'x', message: text + 'y'.repeat(1900) } }), {
        origin: { graph: text, node: '1', title: text },
        request: { prompt: `${text}\nsecond` },
      }),
    );
    stand.editor.set({ connection: 'connected' });
    await stand.drawn();
    expect(stand.all('article')).toHaveLength(hostile.length);
    expect(stand.all('img, script, svg:not(.icon)')).toEqual([]);
    for (const text of hostile) expect(stand.text()).toContain(text);
    expect(
      Math.max(
        ...stand
          .text()
          .split('\n')
          .map((line) => Array.from(line).length),
      ),
    ).toBeLessThanOrEqual(2000);
    expect(globalThis).not.toHaveProperty('hacked');
    expect(stand.all('button, input').filter((control) => nameOf(control) === '')).toEqual([]);
  });
});
