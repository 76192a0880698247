import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { nodeOf } from '../../../src/graph/document.ts';
import { documentOf } from './fixture-documents.ts';
import { type Stage, stageOf } from './canvas-stage.ts';

let stage: Stage;
afterEach(() => stage.remove());

const field = (): HTMLTextAreaElement => {
  const found = stage.element.renderRoot.querySelector<HTMLTextAreaElement>('textarea');
  if (!found) throw new Error('no text field on the canvas');
  return found;
};
const prompt = {
  id: '1',
  type: 'TestPrompt',
  title: 'SH010 prompt',
  pos: [40, 60] as const,
  size: [240, 140] as const,
};

describe('a text on a node', () => {
  it('takes typing with the real keyboard, as edits that belong into one step', async () => {
    stage = await stageOf(documentOf([prompt]));
    await userEvent.click(field());
    await userEvent.keyboard('Rain hv');
    await stage.drawn();
    expect(nodeOf(stage.element.document, '1')?.params).toEqual({ text: 'Rain hv' });
    expect(new Set(stage.sent['graph-edit'].map((edit) => edit.merge))).toEqual(new Set(['type:1:text']));
    expect([...stage.element.selection]).toEqual(['1']);
    expect(stage.element.locked).toBe(false);
  });

  it('keeps the node when Backspace is pressed in it', async () => {
    stage = await stageOf(documentOf([{ ...prompt, params: { text: 'ab' } }]), { selection: new Set(['1']) });
    await userEvent.click(field());
    await userEvent.keyboard('{Backspace}{Delete}');
    await stage.drawn();
    expect(stage.element.document.nodes).toHaveLength(1);
  });

  it('stands where the canvas has its room, at every scale and place', async () => {
    stage = await stageOf(documentOf([prompt], [], { view: { scale: 1.5, offset: [13, 27] } }));
    const rect = field().getBoundingClientRect();
    const corner = stage.onPage([50, 60 + 6 + 22 + 4]);
    expect(rect.left).toBeCloseTo(corner.x, 0);
    expect(rect.top).toBeCloseTo(corner.y, 0);
    expect(rect.width).toBeCloseTo(220 * 1.5, 0);
  });

  it('follows its node while that is dragged', async () => {
    stage = await stageOf(documentOf([prompt]));
    const before = field().getBoundingClientRect();
    await stage.hold([100, 45], [160, 85]);
    await stage.drawn();
    expect(field().getBoundingClientRect().left).toBeCloseTo(before.left + 60, 0);
    await stage.release([160, 85]);
  });

  it('is not there when the node is folded, and gives way below a scale of 0.45', async () => {
    stage = await stageOf(documentOf([{ ...prompt, collapsed: true }]));
    expect(stage.element.renderRoot.querySelector('textarea')).toBeNull();
    stage.remove();
    stage = await stageOf(documentOf([prompt]));
    stage.element.zoomTo(0.4);
    await stage.drawn();
    expect(field().getClientRects()).toHaveLength(0);
  });

  it('lets the canvas through where a later node lies over it', async () => {
    stage = await stageOf(documentOf([prompt, { id: '2', type: 'TestWait', pos: [100, 120], size: [160, 200] }]));
    const over = stage.onPage([180, 150]);
    const free = stage.onPage([70, 150]);
    const at = ({ x, y }: { x: number; y: number }): string =>
      (stage.element.renderRoot as ShadowRoot).elementFromPoint(x, y)?.localName ?? '';
    expect(at(over)).toBe('canvas');
    expect(at(free)).toBe('textarea');
  });

  it('zooms the canvas when the wheel turns over a field that has no focus', async () => {
    stage = await stageOf(documentOf([prompt]));
    field().dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true, composed: true, cancelable: true }));
    await stage.drawn();
    expect(stage.sent['view-change'].at(-1)?.view.scale).toBeCloseTo(1.1, 3);
    await userEvent.click(field());
    const sent = stage.sent['view-change'].length;
    field().dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true, composed: true, cancelable: true }));
    await stage.drawn();
    expect(stage.sent['view-change']).toHaveLength(sent);
  });

  it('cannot be typed in while the canvas is locked', async () => {
    stage = await stageOf(documentOf([prompt]), { locked: true });
    expect(field().readOnly).toBe(true);
  });
});

describe('a picture on a node', () => {
  const picture = { id: '1', type: 'TestPicture', pos: [40, 60] as const, size: [220, 200] as const };

  it('asks for a file by its button, and by one dropped on the node', async () => {
    stage = await stageOf(documentOf([picture]));
    const button = stage.element.renderRoot.querySelector<HTMLButtonElement>('.face button');
    expect(button?.textContent?.trim()).toBe('Choose a picture…');
    button?.click();
    const file = new File(['x'], 'mara.png', { type: 'image/png' });
    const data = new DataTransfer();
    data.items.add(file);
    const { x, y } = stage.onPage([120, 150]);
    const drop = new DragEvent('drop', { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true });
    stage.surface.dispatchEvent(drop);
    expect(stage.sent['pick-file'].map((pick) => [pick.node, pick.param, pick.file?.name])).toEqual([
      ['1', 'file', undefined],
      ['1', 'file', 'mara.png'],
    ]);
    expect(drop.defaultPrevented).toBe(true);
  });

  it('leaves a file dropped beside it to the editor', async () => {
    stage = await stageOf(documentOf([picture]));
    const data = new DataTransfer();
    data.items.add(new File(['{}'], 'graph.json'));
    const { x, y } = stage.onPage([700, 500]);
    const drop = new DragEvent('drop', { dataTransfer: data, clientX: x, clientY: y, bubbles: true, cancelable: true });
    stage.surface.dispatchEvent(drop);
    expect(stage.sent['pick-file']).toEqual([]);
    expect(drop.defaultPrevented).toBe(false);
  });

  it('SEC25 shows no address but https and blob', async () => {
    const media = {
      image: () => 'javascript:alert(1)',
      poster: () => undefined,
      clip: () => undefined,
    };
    stage = await stageOf(documentOf([picture]), { media });
    expect(stage.element.renderRoot.querySelector('.face img')).toBeNull();
    expect(stage.element.renderRoot.querySelector('.face button')).not.toBeNull();
  });
});

describe('players', () => {
  it('keeps at most three media elements alive, and gives their bytes back', async () => {
    const nodes = Array.from({ length: 5 }, (_, index) => ({
      id: String(index),
      type: 'TestWait',
      pos: [20 + (index % 4) * 240, 60 + Math.floor(index / 4) * 300] as const,
      size: [200, 200] as const,
    }));
    const states = new Map(
      nodes.map(({ id }) => [id, { state: 'succeeded', tone: 'ok' as const, text: 'done', clip: { key: id } }]),
    );
    const media = {
      image: () => undefined,
      poster: () => undefined,
      clip: () => Promise.resolve(new Blob(['no clip'], { type: 'video/mp4' })),
    };
    stage = await stageOf(documentOf(nodes), { states, media });
    const players = [...stage.element.renderRoot.querySelectorAll('shotgraph-clip-player')];
    expect(players).toHaveLength(5);
    const alive = (): number => players.filter((player) => player.renderRoot.querySelector('video[src]')).length;
    const seen: number[] = [];
    for (const player of players) {
      player.renderRoot.querySelector('button')?.click();
      await player.updateComplete;
      await Promise.resolve();
      await player.updateComplete;
      seen.push(alive());
    }
    expect(Math.max(...seen)).toBeLessThanOrEqual(3);
    expect(seen[0]).toBe(1);
    stage.element.remove();
    expect(alive()).toBe(0);
  });
});
