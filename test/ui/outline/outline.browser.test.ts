import { describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { linkInto, nodeOf } from '../../../src/graph/document.ts';
import { patchNode } from '../../../src/graph/edit.ts';
import type { ShotgraphOutline } from '../../../src/ui/outline/shotgraph-outline.ts';
import '../../../src/ui/outline/shotgraph-outline.ts';
import { sampleAttempt, sampleJob, sampleTime } from '../fake-job-client.ts';
import { chainedShots, sampleDocument, sampleNode } from '../sample-graph.ts';
import { hostile, nameOf, type Stand, standing } from '../stand.ts';

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-outline': ShotgraphOutline;
  }
}

type Outline = Stand<HTMLElementTagNameMap['shotgraph-outline']>;
const outline = (document = chainedShots()): Promise<Outline> => standing('shotgraph-outline', document);

async function press(stand: Outline, keys: string): Promise<void> {
  await userEvent.keyboard(keys);
  await stand.drawn();
}
/** Puts the keyboard on the row of a node, as Tab does for the row of the cursor. */
async function stepTo(stand: Outline, id: string): Promise<void> {
  stand.find('[role=treeitem][tabindex="0"]').focus();
  const steps = stand.all('[data-node-id]').findIndex((row) => row.dataset['nodeId'] === id);
  await press(stand, `{Home}${'{ArrowDown}'.repeat(steps)}`);
}
const focused = ({ view }: Outline): Element | null | undefined => view.shadowRoot?.activeElement;
const rowOf = (stand: Outline, id: string) => stand.find(`[data-node-id="${id}"]`);

describe('rows', () => {
  it('stand once for each node, with its state, and nothing else carries both attributes', async () => {
    const stand = await outline();
    const rows = stand.all('[data-node-id][data-state]');
    expect(rows).toHaveLength(8);
    expect(new Set(rows.map(({ dataset }) => dataset['nodeId']))).toEqual(
      new Set(['1', '2', '3', '4', '5', '6', '7', '8']),
    );
    expect(rows.every(({ dataset }) => dataset['state'] === 'idle')).toBe(true);
    await stepTo(stand, '6');
    await press(stand, '{ArrowRight}');
    expect(stand.all('[data-node-id]')).toHaveLength(8);
    expect(stand.all('[data-state]')).toHaveLength(8);
  });

  it('follow the job of their key, its waiting, and the document', async () => {
    const stand = await outline();
    const jobKey = stand.editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    const waiting = { for: 'token', reason: 'No token.' } as const;
    stand.editor.setJobs([{ ...sampleJob(1, sampleAttempt('claimed')), jobKey, waiting }]);
    await stand.drawn();
    expect(rowOf(stand, '3').dataset).toMatchObject({ state: 'claimed', waiting: 'token' });
    expect(rowOf(stand, '4').dataset).toMatchObject({ state: 'claimed', waiting: 'token' });
    expect(rowOf(stand, '6').hasAttribute('data-waiting')).toBe(false);
    stand.editor.setJobs([{ ...sampleJob(2, sampleAttempt('succeeded')), jobKey }]);
    await stand.drawn();
    expect(rowOf(stand, '3').dataset['state']).toBe('succeeded');
    expect(rowOf(stand, '3').hasAttribute('data-waiting')).toBe(false);
    stand.editor.edit(patchNode(stand.editor.state.document, '3', { mode: 'muted' }), 'Mute');
    await stand.drawn();
    expect(rowOf(stand, '3').dataset['state']).toBe('skipped');
  });

  it('redraws only what changed among a thousand rows', async () => {
    const nodes = Array.from({ length: 1000 }, (_, n) => sampleNode(String(n + 1), 'Prompt', { title: `P${n}` }));
    const stand = await outline(sampleDocument(nodes));
    const changed = new Set<Node>();
    const watch = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const row = element?.closest('[data-node-id]');
        if (row) changed.add(row);
      }
    });
    watch.observe(stand.find('[role=tree]'), { subtree: true, childList: true, characterData: true, attributes: true });
    stand.editor.edit(patchNode(stand.editor.state.document, '500', { title: 'Renamed' }), 'Rename');
    await stand.drawn();
    expect([...changed]).toEqual([rowOf(stand, '500')]);
    expect(rowOf(stand, '500').textContent).toContain('Renamed');
    watch.disconnect();
  });

  it('goes on with the clock while something is made', async () => {
    let now = sampleTime + 72_000;
    const stand = await standing('shotgraph-outline', chainedShots(), { clock: () => now });
    const jobKey = stand.editor.state.evaluation.nodes.get('3')?.order?.jobKey ?? '';
    stand.editor.setJobs([{ ...sampleJob(1, sampleAttempt('in_progress')), jobKey }]);
    await stand.drawn();
    expect(rowOf(stand, '3').textContent).toContain('generating 1:12');
    now += 1000;
    await expect.poll(() => rowOf(stand, '3').textContent, { timeout: 3000 }).toContain('generating 1:13');
  });

  it('keep every row, drawn anew, when a node is deleted and brought back', async () => {
    const stand = await outline();
    stand.editor.select(new Set(['3']));
    await stepTo(stand, '3');
    await press(stand, '{Delete}');
    expect(stand.all('[data-node-id="3"]')).toEqual([]);
    stand.editor.undo();
    await stand.drawn();
    expect(rowOf(stand, '3').textContent).toContain('SH010');
  });
});

describe('by keyboard', () => {
  it('selects with arrows, extends with Shift, adds with Space, and takes all', async () => {
    const stand = await outline();
    const order = stand.all('[data-node-id]').map(({ dataset }) => dataset['nodeId'] ?? '');
    await stepTo(stand, order[1] ?? '');
    expect(stand.editor.state.selection).toEqual(new Set([order[1]]));
    await press(stand, '{Shift>}{ArrowDown}{/Shift}');
    expect(stand.editor.state.selection).toEqual(new Set([order[1], order[2]]));
    await press(stand, '{Control>}{ArrowDown}{ArrowDown}{/Control}');
    expect(stand.editor.state.selection.size).toBe(2);
    await press(stand, ' ');
    expect(stand.editor.state.selection).toEqual(new Set([order[1], order[2], order[4]]));
    await press(stand, '{Control>}a{/Control}');
    expect(stand.editor.state.selection.size).toBe(8);
  });

  it('links an output to a fitting input with keys alone', async () => {
    const stand = await outline();
    await stepTo(stand, '1');
    await press(stand, '{ArrowRight}{ArrowRight}');
    expect(focused(stand)?.getAttribute('aria-label')).toContain('Output image');
    await press(stand, '{Enter}');
    const options = stand.all('[role=option]').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
    expect(options).toEqual(['SH010 · Images 2', 'SH020 · Images 2']);
    await press(stand, 'sh020{Enter}');
    expect(linkInto(stand.editor.state.document, '6', 'images_2')?.from).toEqual({ node: '1', output: 'image' });
    expect(stand.find('[role=status]').textContent).toBe('Mara linked to SH020.');
    expect(stand.all('shotgraph-link-picker')).toEqual([]);
    expect(focused(stand)?.getAttribute('aria-label')).toContain('Output image');
  });

  it('leaves the choice of a link with Escape, and nothing changed', async () => {
    const stand = await outline();
    await stepTo(stand, '1');
    await press(stand, '{ArrowRight}{ArrowRight}{Enter}{Escape}');
    expect(stand.all('shotgraph-link-picker')).toEqual([]);
    expect(stand.editor.steps).toEqual([]);
    expect(focused(stand)?.getAttribute('aria-label')).toContain('Output image');
  });

  it('takes the link out of an input, and a row of inputs closes its gap', async () => {
    const stand = await outline();
    await stepTo(stand, '8');
    await press(stand, '{ArrowRight}{ArrowRight}{Delete}');
    expect(linkInto(stand.editor.state.document, '8', 'shots_1')?.from.node).toBe('7');
    expect(linkInto(stand.editor.state.document, '8', 'shots_2')).toBeUndefined();
    expect(stand.find('[role=status]').textContent).toBe('Shot 1 of Film unlinked.');
    expect(nodeOf(stand.editor.state.document, '8')).toBeDefined();
  });

  it('takes all links of an output as one step of undo', async () => {
    const stand = await outline();
    await stepTo(stand, '1');
    await press(stand, '{ArrowRight}{ArrowRight}{Delete}');
    expect(stand.editor.state.document.links.some(({ from }) => from.node === '1')).toBe(false);
    expect(stand.editor.steps).toHaveLength(1);
  });

  it('renames with F2, keeps the name with Escape, and keeps the keys of the field to itself', async () => {
    const stand = await outline();
    await stepTo(stand, '3');
    await press(stand, '{F2}');
    await press(stand, 'Opening{Escape}');
    expect(nodeOf(stand.editor.state.document, '3')?.title).toBe('SH010');
    await press(stand, '{F2}');
    await press(stand, 'Opening shot{Home}{Delete}{Enter}');
    expect(nodeOf(stand.editor.state.document, '3')?.title).toBe('pening shot');
    expect(stand.editor.state.document.nodes).toHaveLength(8);
    expect(focused(stand)?.getAttribute('data-node-id')).toBe('3');
  });

  it('leaves a node without a title without one when nothing is typed', async () => {
    const stand = await outline();
    await stepTo(stand, '4');
    await press(stand, '{F2}{Enter}');
    expect(nodeOf(stand.editor.state.document, '4')).not.toHaveProperty('title');
    expect(stand.editor.steps).toEqual([]);
  });

  it('mutes, bypasses and deletes the selection once, and the cursor stays in the tree', async () => {
    const stand = await outline();
    const seen: string[] = [];
    const hear = (event: KeyboardEvent): void => void seen.push(event.key);
    window.addEventListener('keydown', hear);
    await stepTo(stand, '3');
    await press(stand, '{Control>}m{/Control}');
    expect(nodeOf(stand.editor.state.document, '3')?.mode).toBe('muted');
    await press(stand, '{Control>}b{/Control}');
    expect(nodeOf(stand.editor.state.document, '3')?.mode).toBe('bypassed');
    await press(stand, '{Delete}');
    window.removeEventListener('keydown', hear);
    expect(nodeOf(stand.editor.state.document, '3')).toBeUndefined();
    expect(stand.editor.steps).toHaveLength(3);
    // What the outline did, the editor's own keys must not do again.
    expect(seen.filter((key) => key !== 'Control')).toEqual([]);
    expect(focused(stand)?.getAttribute('role')).toBe('treeitem');
  });

  it('brings nodes to the front, and goes to one', async () => {
    const stand = await outline();
    await stepTo(stand, '2');
    stand.button('Bring to front').click();
    expect(stand.editor.state.document.nodes.at(-1)?.id).toBe('2');
    const gone: string[] = [];
    window.addEventListener('go-to-node', (event) => gone.push((event as CustomEvent).detail.node), { once: true });
    await press(stand, '{Enter}');
    expect(gone).toEqual(['2']);
  });

  it('goes where something was selected elsewhere', async () => {
    const stand = await outline();
    stand.editor.select(new Set(['7']));
    await stand.drawn();
    expect(rowOf(stand, '7').tabIndex).toBe(0);
    expect(rowOf(stand, '7').getAttribute('aria-selected')).toBe('true');
    expect(stand.all('[role=treeitem][tabindex="0"]')).toHaveLength(1);
  });

  it('gives every control and row a name, and rows their level and whether they are open', async () => {
    const stand = await outline();
    await stepTo(stand, '6');
    await press(stand, '{ArrowRight}');
    expect(stand.all('button, [role=treeitem], input').filter((control) => nameOf(control) === '')).toEqual([]);
    expect(rowOf(stand, '6').getAttribute('aria-expanded')).toBe('true');
    expect(rowOf(stand, '5').getAttribute('aria-expanded')).toBe('false');
    expect(stand.all('[aria-level="2"]')).toHaveLength(7);
  });
});

describe('by mouse', () => {
  it('selects, adds with Ctrl, and opens with the arrow', async () => {
    const stand = await outline();
    rowOf(stand, '3').querySelector<HTMLElement>('.line')?.click();
    expect(stand.editor.state.selection).toEqual(new Set(['3']));
    const line = rowOf(stand, '6').querySelector('.line');
    line?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ctrlKey: true }));
    expect(stand.editor.state.selection).toEqual(new Set(['3', '6']));
    rowOf(stand, '6').querySelector<HTMLElement>('.chevron')?.click();
    await stand.drawn();
    expect(stand.all('[data-side]')).toHaveLength(7);
    expect(stand.editor.state.selection).toEqual(new Set(['3', '6']));
  });
});

it('says so where there are no nodes, and draws rows again when there are', async () => {
  const stand = await outline(sampleDocument([]));
  expect(stand.text()).toContain('No nodes');
  stand.editor.edit(chainedShots(), 'Open');
  await stand.drawn();
  expect(stand.all('[data-node-id]')).toHaveLength(8);
  stand.editor.undo();
  await stand.drawn();
  stand.editor.redo();
  await stand.drawn();
  expect(rowOf(stand, '3').textContent).toContain('SH010');
});

it('G12 G14 shows texts of a file as text, bounded, whatever they look like', async () => {
  const texts = [...hostile, `\u202E${'😀'.repeat(300_000)}`];
  const nodes = texts.map((text, n) => {
    const socket = { name: text, label: text, type: text };
    const foreign = { why: text, inputs: [socket], outputs: [socket] };
    return sampleNode(`${n}"]'`, text, { title: text, foreign });
  });
  const stand = await outline(sampleDocument(nodes));
  for (const row of stand.all('.chevron')) row.click();
  await stand.drawn();
  expect(stand.all('img, script, svg:not(.icon)')).toEqual([]);
  expect(stand.text()).toContain(hostile[0]);
  expect(
    Math.max(
      ...stand
        .text()
        .split('\n')
        .map((line) => Array.from(line).length),
    ),
  ).toBeLessThan(900);
  expect(globalThis).not.toHaveProperty('hacked');
});
