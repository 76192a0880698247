import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { GatewayUnreachable } from '../../../src/runtime/wire/job-client.ts';
import type { ShotgraphHistoryPanel } from '../../../src/ui/panels/shotgraph-history-panel.ts';
import '../../../src/ui/panels/shotgraph-history-panel.ts';
import '../../../src/ui/panels/shotgraph-node-panel.ts';
import type { ShotgraphNodePanel } from '../../../src/ui/panels/shotgraph-node-panel.ts';
import type { ShotgraphTemplatesPanel } from '../../../src/ui/panels/shotgraph-templates-panel.ts';
import '../../../src/ui/panels/shotgraph-templates-panel.ts';
import { sampleAttempt, sampleJob } from '../fake-job-client.ts';
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

  it('lists jobs newest first, with every request id as text, and loads more', async () => {
    const stand = await history(45);
    expect(ids(stand)).toEqual(Array.from({ length: 30 }, (_, n) => `req-${44 - n}`));
    expect(stand.text()).toContain('30 of 45');
    stand.button('Load more · 15 left').click();
    await stand.drawn();
    expect(ids(stand)).toEqual(Array.from({ length: 45 }, (_, n) => `req-${44 - n}`));
    expect(stand.text()).toContain('45 jobs');
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
    expect(ids(stand)).toHaveLength(30);
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

  it('reads again when a job changes, and keeps what was loaded', async () => {
    const stand = await history(45);
    stand.button('Load more · 15 left').click();
    await stand.drawn();
    const jobKey = stand.editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    stand.editor.setJobs([...stand.editor.jobs.records, sampleJob(500, sampleAttempt('in_progress'), { jobKey })]);
    await stand.drawn();
    expect(ids(stand)[0]).toBe('req-1-6f21c6f0');
    expect(ids(stand)).toHaveLength(45);
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
    stand.button('Decide…').click();
    expect(asked).toEqual([stand.editor.jobs.records[0]?.jobKey]);
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
