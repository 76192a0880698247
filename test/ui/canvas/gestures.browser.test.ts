import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { linkInto, nodeOf } from '../../../src/graph/document.ts';
import { documentOf } from './fixture-documents.ts';
import { type Stage, stageOf } from './canvas-stage.ts';

let stage: Stage;
afterEach(() => stage.remove());

/** Sockets stand 6 under the title band, in rows of 22. */
const row = (index: number): number => 6 + 22 * index + 11;

const chain = () =>
  documentOf(
    [
      { id: '1', type: 'TestPrompt', title: 'SH010 prompt', pos: [40, 60], size: [200, 120] },
      { id: '2', type: 'TestGenerate', title: 'SH010', pos: [340, 60], size: [220, 60] },
      { id: '3', type: 'TestWait', title: 'SH010 clip', pos: [660, 60], size: [200, 60] },
      { id: '4', type: 'TestFilm', title: 'Film', pos: [660, 400], size: [220, 60] },
    ],
    ['2.job>3.job'],
  );

describe('moving', () => {
  it('sends one edit for one drag, with the place rounded', async () => {
    stage = await stageOf(chain());
    await stage.drag([100, 45], [157.4, 102.6]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(stage.sent['graph-edit'][0]?.label).toBe('Move SH010 prompt');
    expect(nodeOf(stage.element.document, '1')?.pos).toEqual([97, 118]);
    expect(stage.element.document.nodes.at(-1)?.id).toBe('1');
  });

  it('moves everything that is selected, by the same way', async () => {
    stage = await stageOf(chain(), { selection: new Set(['1', '2']) });
    await stage.drag([100, 45], [110, 95]);
    expect(stage.sent['graph-edit'][0]?.label).toBe('Move 2 nodes');
    expect(nodeOf(stage.element.document, '1')?.pos).toEqual([50, 110]);
    expect(nodeOf(stage.element.document, '2')?.pos).toEqual([350, 110]);
    expect(nodeOf(stage.element.document, '3')?.pos).toEqual([660, 60]);
  });

  it('snaps to the grid with Shift, and leaves pinned nodes where they are', async () => {
    const document = chain();
    const pinned = { ...document, nodes: document.nodes.map((n) => (n.id === '2' ? { ...n, pinned: true } : n)) };
    stage = await stageOf(pinned, { selection: new Set(['1', '2']) });
    await stage.drag([100, 45], [123, 58], { shiftKey: true });
    expect(nodeOf(stage.element.document, '1')?.pos).toEqual([60, 70]);
    expect(nodeOf(stage.element.document, '2')?.pos).toEqual([340, 60]);
  });

  it('sends nothing for a click or a tremble', async () => {
    stage = await stageOf(chain());
    await stage.drag([100, 45], [101, 46]);
    expect(stage.sent['graph-edit']).toEqual([]);
    expect([...stage.element.selection]).toEqual(['1']);
  });

  it('undoes what nobody takes up', async () => {
    stage = await stageOf(chain(), {}, 'ignores edits');
    await stage.drag([100, 45], [200, 145]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    await stage.click([100, 45]);
    expect([...stage.element.selection]).toEqual(['1']);
  });

  it('is cancelled by Escape', async () => {
    stage = await stageOf(chain());
    await stage.hold([100, 45], [200, 145]);
    await stage.key('Escape');
    await stage.release([200, 145]);
    expect(stage.sent['graph-edit']).toEqual([]);
  });

  it('resizes by the corner, not below what the node needs', async () => {
    stage = await stageOf(chain());
    await stage.drag([237, 177], [297, 227]);
    expect(stage.sent['graph-edit'][0]?.label).toBe('Resize SH010 prompt');
    expect(nodeOf(stage.element.document, '1')?.size).toEqual([260, 170]);
    await stage.drag([297, 227], [45, 65]);
    const size = nodeOf(stage.element.document, '1')?.size ?? [0, 0];
    expect(size[0]).toBe(140);
    expect(size[1]).toBeGreaterThan(90);
  });

  it('moves a group by its title, with the nodes inside', async () => {
    const document = { ...chain(), groups: [{ id: 'g', title: 'Cast', bounds: [20, 0, 260, 220] as const }] };
    stage = await stageOf(document);
    await stage.drag([60, 12], [90, 52]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(stage.element.document.groups[0]?.bounds).toEqual([50, 40, 260, 220]);
    expect(nodeOf(stage.element.document, '1')?.pos).toEqual([70, 100]);
    expect(nodeOf(stage.element.document, '2')?.pos).toEqual([340, 60]);
  });

  it('clones with Alt, links between the copies included', async () => {
    stage = await stageOf(chain(), { selection: new Set(['2', '3']) });
    await stage.drag([400, 45], [400, 345], { altKey: true });
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(stage.sent['graph-edit'][0]?.label).toBe('Clone 2 nodes');
    const { document } = stage.element;
    expect(document.nodes.map((n) => n.id)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(nodeOf(document, '5')?.pos).toEqual([340, 360]);
    expect(linkInto(document, '6', 'job')?.from).toEqual({ node: '5', output: 'job' });
    expect([...stage.element.selection].toSorted()).toEqual(['5', '6']);
  });
});

describe('dragging near the edge', () => {
  it('pans on, and takes the node along', async () => {
    stage = await stageOf(chain());
    await stage.hold([400, 45], [995, 345]);
    for (let frame = 0; frame < 5; frame++) await stage.drawn();
    const offset = stage.sent['view-change'].at(-1)?.view.offset[0] ?? 0;
    expect(offset).toBeLessThan(-20);
    await stage.release([995, 345]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(nodeOf(stage.element.document, '2')?.pos[0]).toBeGreaterThan(340 + 595 + 20);
  });
});

describe('touch', () => {
  it('drags a node with one finger, and gives the drag up for a pinch', async () => {
    stage = await stageOf(chain());
    const finger = (type: string, pointerId: number, x: number, y: number): void => {
      const { x: clientX, y: clientY } = stage.onPage([x, y]);
      const init = { pointerId, pointerType: 'touch', clientX, clientY, bubbles: true, composed: true };
      stage.surface.dispatchEvent(new PointerEvent(type, init));
    };
    finger('pointerdown', 5, 100, 45);
    finger('pointermove', 5, 150, 95);
    finger('pointerup', 5, 150, 95);
    await stage.drawn();
    expect(nodeOf(stage.element.document, '1')?.pos).toEqual([90, 110]);
    finger('pointerdown', 5, 150, 95);
    finger('pointermove', 5, 200, 95);
    finger('pointerdown', 6, 300, 400);
    finger('pointerup', 5, 200, 95);
    finger('pointerup', 6, 300, 400);
    await stage.drawn();
    expect(stage.sent['graph-edit']).toHaveLength(1);
  });
});

describe('selecting', () => {
  it('adds and takes away with Ctrl, and clears on empty canvas', async () => {
    stage = await stageOf(chain());
    await stage.click([100, 45]);
    await stage.click([400, 45], { ctrlKey: true });
    expect([...stage.element.selection]).toEqual(['1', '2']);
    await stage.click([100, 45], { ctrlKey: true });
    expect([...stage.element.selection]).toEqual(['2']);
    await stage.click([300, 600]);
    expect(stage.element.selection.size).toBe(0);
  });

  it('takes what a box touches with Ctrl+drag', async () => {
    stage = await stageOf(chain());
    await stage.drag([20, 10], [400, 300], { ctrlKey: true });
    expect([...stage.element.selection]).toEqual(['1', '2']);
    expect(stage.sent['graph-edit']).toEqual([]);
  });

  it('selects all with Ctrl+A, and leaves with Escape', async () => {
    stage = await stageOf(chain());
    await stage.key('a', { ctrlKey: true });
    expect(stage.element.selection.size).toBe(4);
    await stage.key('Escape');
    expect(stage.element.selection.size).toBe(0);
  });
});

describe('linking', () => {
  it('links an output to an input in one edit', async () => {
    stage = await stageOf(chain());
    await stage.drag([240, 60 + row(0)], [340, 60 + row(0)]);
    expect(stage.sent['graph-edit'].map((edit) => edit.label)).toEqual(['Link SH010 prompt to SH010']);
    expect(linkInto(stage.element.document, '2', 'prompt')?.from).toEqual({ node: '1', output: 'prompt' });
  });

  it('links from an input to an output just the same', async () => {
    stage = await stageOf(chain());
    await stage.drag([340, 60 + row(0)], [240, 60 + row(0)]);
    expect(linkInto(stage.element.document, '2', 'prompt')?.from).toEqual({ node: '1', output: 'prompt' });
  });

  it('finds the first fitting input when dropped on a body', async () => {
    stage = await stageOf(chain());
    await stage.drag([240, 60 + row(0)], [450, 50]);
    expect(linkInto(stage.element.document, '2', 'prompt')?.from).toEqual({ node: '1', output: 'prompt' });
  });

  it('refuses a circle with the reason, and changes nothing', async () => {
    stage = await stageOf(chain());
    const before = stage.element.document;
    await stage.drag([860, 60 + row(0)], [340, 60 + row(2)]);
    expect(stage.sent.refused).toEqual([
      { reason: 'This link would close a circle: a shot cannot follow from itself.' },
    ]);
    expect(stage.element.document).toBe(before);
    expect(stage.sent['graph-edit']).toEqual([]);
  });

  it('refuses types that do not fit, in words', async () => {
    stage = await stageOf(chain());
    await stage.drag([240, 60 + row(0)], [340, 60 + row(1)]);
    expect(stage.sent.refused).toEqual([{ reason: 'TEXT does not fit IMAGE.' }]);
  });

  it('puts the one kind of node between that takes the one and gives the other', async () => {
    stage = await stageOf(documentOf(chain().nodes.filter((n) => n.id !== '3')));
    await stage.drag([560, 60 + row(0)], [660, 400 + row(0)]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    const { document } = stage.element;
    const added = document.nodes.find((n) => n.type === 'TestWait');
    expect(linkInto(document, added?.id ?? '', 'job')?.from).toEqual({ node: '2', output: 'job' });
    expect(linkInto(document, '4', 'shots_1')?.from).toEqual({ node: added?.id, output: 'video' });
  });

  it('shows the next free socket at once, and takes it back when the link is undone', async () => {
    const clips = documentOf([
      { id: '1', type: 'TestWait', title: 'A', pos: [40, 60] },
      { id: '2', type: 'TestWait', title: 'B', pos: [40, 360] },
      { id: '3', type: 'TestFilm', title: 'Film', pos: [400, 60], size: [220, 60] },
    ]);
    stage = await stageOf(clips);
    const before = stage.element.document;
    await stage.drag([240, 60 + row(0)], [400, 60 + row(0)]);
    await stage.drag([240, 360 + row(0)], [400, 60 + row(1)]);
    expect(linkInto(stage.element.document, '3', 'shots_2')?.from.node).toBe('2');
    stage.element.document = before;
    await stage.drawn();
    // Nothing is there any more that could be pulled off.
    await stage.drag([400, 60 + row(0)], [300, 300]);
    expect(stage.sent['graph-edit']).toHaveLength(2);
    expect(stage.sent['node-search']).toHaveLength(1);
  });

  it('unlinks when a link is pulled off and let go in the open', async () => {
    stage = await stageOf(chain());
    await stage.drag([660, 60 + row(0)], [600, 300]);
    expect(stage.sent['graph-edit'].map((edit) => edit.label)).toEqual(['Unlink SH010 clip']);
    expect(stage.element.document.links).toEqual([]);
  });

  it('moves a link to another input, and closes the gap of a growing one', async () => {
    const film = documentOf(
      [
        { id: '1', type: 'TestWait', title: 'A', pos: [40, 60] },
        { id: '2', type: 'TestWait', title: 'B', pos: [40, 360] },
        { id: '3', type: 'TestFilm', title: 'Film', pos: [400, 60], size: [220, 60] },
      ],
      ['1.video>3.shots_1', '2.video>3.shots_2'],
    );
    stage = await stageOf(film);
    await stage.drag([400, 60 + row(0)], [400, 60 + row(2)]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    const { document } = stage.element;
    expect(linkInto(document, '3', 'shots_1')?.from.node).toBe('2');
    expect(linkInto(document, '3', 'shots_2')?.from.node).toBe('1');
    expect(document.links).toHaveLength(2);
  });

  it('changes nothing when a link is put back where it was', async () => {
    stage = await stageOf(chain());
    const before = stage.element.document;
    await stage.hold([660, 60 + row(0)], [600, 300]);
    await stage.drag([600, 300], [660, 60 + row(0)]);
    expect(stage.element.document).toBe(before);
  });

  it('asks what should stand there when a new link is dropped on empty canvas', async () => {
    stage = await stageOf(chain());
    await stage.drag([240, 60 + row(0)], [300, 500]);
    expect(stage.sent['node-search']).toHaveLength(1);
    const [asked] = stage.sent['node-search'];
    expect(asked?.from).toEqual({ node: '1', output: 'prompt' });
    expect(asked?.at.map(Math.round)).toEqual([300, 500]);
    expect(asked?.screen).toEqual({ x: 337, y: 523 });
    expect(stage.sent['graph-edit']).toEqual([]);
  });

  it('cuts with Ctrl+Alt+click on a socket', async () => {
    stage = await stageOf(chain());
    await stage.click([660, 60 + row(0)], { ctrlKey: true, altKey: true });
    expect(stage.element.document.links).toEqual([]);
  });

  it('moves all links of an output with Shift', async () => {
    const fan = documentOf(
      [
        { id: '1', type: 'TestPrompt', title: 'A', pos: [40, 60], size: [200, 120] },
        { id: '2', type: 'TestPrompt', title: 'B', pos: [40, 300], size: [200, 120] },
        { id: '3', type: 'TestGenerate', pos: [400, 60] },
        { id: '4', type: 'TestGenerate', pos: [400, 360] },
      ],
      ['1.prompt>3.prompt', '1.prompt>4.prompt'],
    );
    stage = await stageOf(fan);
    await stage.drag([240, 60 + row(0)], [240, 300 + row(0)], { shiftKey: true });
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(stage.element.document.links.map((link) => link.from.node)).toEqual(['2', '2']);
  });

  it('opens the menu of a link pressed in its middle', async () => {
    stage = await stageOf(chain());
    await stage.click([(560 + 660) / 2, 60 + row(0)]);
    expect(stage.sent['context-menu'].map((menu) => menu.link)).toEqual([{ node: '3', input: 'job' }]);
  });
});

describe('keys and double-clicks', () => {
  it('deletes the selection and links what stood around it where it fits', async () => {
    const passed = documentOf(
      [
        { id: '1', type: 'TestWait', pos: [40, 60] },
        { id: '2', type: 'TestReroute', pos: [340, 60] },
        { id: '3', type: 'TestFilm', pos: [540, 60] },
      ],
      ['1.video>2.in', '2.out>3.shots_1'],
    );
    stage = await stageOf(passed, { selection: new Set(['2']) });
    await stage.key('Delete');
    expect(stage.sent['graph-edit'].map((edit) => edit.label)).toEqual(['Delete Reroute']);
    expect(stage.element.document.nodes.map((n) => n.id)).toEqual(['1', '3']);
    expect(linkInto(stage.element.document, '3', 'shots_1')?.from).toEqual({ node: '1', output: 'video' });
  });

  it('searches for a node on a double-click in the open', async () => {
    stage = await stageOf(chain());
    await stage.doubleClick([300, 600]);
    expect(stage.sent['node-search'].map(({ at, screen }) => ({ at: at.map(Math.round), screen }))).toEqual([
      { at: [300, 600], screen: { x: 337, y: 623 } },
    ]);
  });

  it('renames in place on a double-click on the title', async () => {
    stage = await stageOf(chain());
    await stage.doubleClick([130, 45]);
    const field = stage.element.renderRoot.querySelector<HTMLInputElement>('input.rename');
    expect(field?.value).toBe('SH010 prompt');
    await userEvent.keyboard('Opening{Enter}');
    await stage.drawn();
    expect(nodeOf(stage.element.document, '1')?.title).toBe('Opening');
    expect(stage.sent['graph-edit']).toHaveLength(1);
    expect(stage.element.renderRoot.querySelector('input.rename')).toBeNull();
  });

  it('folds a node by its dot', async () => {
    stage = await stageOf(chain());
    await stage.click([54, 44]);
    expect(nodeOf(stage.element.document, '1')?.collapsed).toBe(true);
    expect(stage.sent['graph-edit'].map((edit) => edit.label)).toEqual(['Fold SH010 prompt']);
  });

  it('only pans while it is locked', async () => {
    stage = await stageOf(chain());
    await stage.key('h');
    await stage.drag([100, 45], [200, 145]);
    expect(stage.sent['graph-edit']).toEqual([]);
    expect(stage.sent['view-change'].at(-1)?.view.offset.map(Math.round)).toEqual([100, 100]);
    await stage.key('v');
    expect(stage.element.locked).toBe(false);
  });

  it('pans with the middle button', async () => {
    stage = await stageOf(chain());
    await stage.drag([300, 600], [350, 620], { button: 1 });
    expect(stage.sent['view-change'].at(-1)?.view.offset.map(Math.round)).toEqual([50, 20]);
  });
});

describe('zooming', () => {
  it('keeps what is under the pointer, though the canvas is not at the corner of the page', async () => {
    stage = await stageOf(chain());
    const before = stage.onPage([400, 300]);
    for (let notch = 0; notch < 5; notch++)
      stage.surface.dispatchEvent(
        new WheelEvent('wheel', {
          deltaY: -100,
          clientX: before.x,
          clientY: before.y,
          bubbles: true,
          cancelable: true,
        }),
      );
    await stage.drawn();
    const view = stage.sent['view-change'].at(-1)?.view;
    expect(view?.scale).toBeCloseTo(1.1 ** 5, 4);
    const after = stage.onPage([400, 300]);
    expect(after.x).toBeCloseTo(before.x, 1);
    expect(after.y).toBeCloseTo(before.y, 1);
  });

  it('pinches with two fingers around their middle', async () => {
    stage = await stageOf(chain());
    const finger = (type: string, pointerId: number, x: number, y: number): void =>
      void stage.surface.dispatchEvent(
        new PointerEvent(type, {
          pointerId,
          pointerType: 'touch',
          clientX: x,
          clientY: y,
          bubbles: true,
          composed: true,
        }),
      );
    finger('pointerdown', 11, 237, 623);
    finger('pointerdown', 12, 337, 623);
    finger('pointermove', 12, 437, 623);
    finger('pointerup', 11, 237, 623);
    finger('pointerup', 12, 437, 623);
    await stage.drawn();
    expect(stage.sent['view-change'].at(-1)?.view.scale).toBeCloseTo(2, 3);
    expect(stage.sent['graph-edit']).toEqual([]);
  });
});
