import { afterEach, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { liteGlobals } from '../../../src/ui/canvas/litegraph.ts';
import type { NodeView } from '../../../src/ui/canvas/node-view.ts';
import { documentOf, manyNodes } from './fixture-documents.ts';
import { type Stage, stageOf } from './canvas-stage.ts';

let stage: Stage;
afterEach(() => stage.remove());

/** Colours on the surface, counted: a canvas that drew nothing has one. */
function colors(surface: HTMLCanvasElement): number {
  const data = surface.getContext('2d')?.getImageData(0, 0, surface.width, surface.height).data ?? [];
  const seen = new Set<number>();
  for (let at = 0; at < data.length; at += 4)
    seen.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
  return seen.size;
}

describe('many nodes', () => {
  for (const count of [1001, 5000])
    it(`G17 opens ${count} nodes, and moves one in one edit`, async () => {
      stage = await stageOf(manyNodes(count));
      expect(colors(stage.surface)).toBeGreaterThan(20);
      await stage.drag([100, -16], [160, 24]);
      expect(stage.sent['graph-edit']).toHaveLength(1);
      expect(stage.element.document.nodes).toHaveLength(count);
      stage.element.fit();
      await stage.drawn();
      expect(colors(stage.surface)).toBeGreaterThan(3);
    });

  it('stands only the faces that are in view over the canvas', async () => {
    stage = await stageOf(manyNodes(1001));
    expect(stage.element.renderRoot.querySelectorAll('textarea').length).toBeLessThan(20);
  });

  it('draws nothing while nothing changes', async () => {
    stage = await stageOf(manyNodes(50));
    await stage.drawn();
    const asked = vi.spyOn(window, 'requestAnimationFrame');
    const clear = vi.spyOn(CanvasRenderingContext2D.prototype, 'clearRect');
    stage.surface.dispatchEvent(new PointerEvent('pointermove', { clientX: 900, clientY: 690, bubbles: true }));
    await new Promise((done) => setTimeout(done, 50));
    expect(clear).not.toHaveBeenCalled();
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    clear.mockRestore();
  });
});

describe('hostile files', () => {
  const evil = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>\u202Egnp.exe\u0000\uD800';

  it('G12 shows markup in title, type, sockets, groups, words and texts as text', async () => {
    const view: NodeView = {
      state: 'failed',
      tone: 'bad',
      text: evil,
      error: evil,
      detail: evil,
      summary: [{ label: evil, value: evil }],
      linked: new Map([['prompt', { label: evil, text: evil }]]),
    };
    const document = documentOf(
      [
        { id: '__proto__', type: 'TestPrompt', title: evil, pos: [40, 60], params: { text: evil } },
        { id: 'constructor', type: 'TestGenerate', title: evil, pos: [300, 60] },
        {
          id: 'toString',
          type: evil,
          title: evil,
          pos: [40, 360],
          foreign: { why: evil, inputs: [{ name: evil, label: evil, type: evil }], outputs: [] },
        },
        { id: '4', type: 'TestPicture', title: evil, pos: [600, 60], params: { file: { name: evil } } },
      ],
      ['__proto__.prompt>constructor.prompt'],
      { groups: [{ id: evil, title: evil, bounds: [10, 10, 500, 300], color: 'url(https://evil.example/x)' }] },
    );
    stage = await stageOf(document, { states: new Map([['constructor', view]]) });
    await stage.doubleClick([130, 45]);
    expect(Reflect.get(globalThis, 'pwned')).toBeUndefined();
    const markup = (root: ParentNode): number => root.querySelectorAll('img[src="x"], script').length;
    expect(markup(stage.element.renderRoot)).toBe(0);
    expect(Reflect.get({}, 'prompt')).toBeUndefined();
    await stage.drag([240, 60 + 17], [300, 60 + 17]);
    expect(colors(stage.surface)).toBeGreaterThan(20);
  });

  it('G11 draws sizes and places that are no numbers, endless or negative, within bounds', async () => {
    const wrong = [NaN, Infinity, -Infinity, 1e300, -5, 4e9];
    const document = documentOf(
      wrong.flatMap((value, index) => [
        { id: `s${index}`, type: 'TestPrompt', pos: [index * 10, 60] as const, size: [value, value] as const },
        { id: `p${index}`, type: 'TestWait', pos: [value, value] as const },
      ]),
      [],
      {
        groups: [{ id: 'g', title: 'g', bounds: [NaN, Infinity, 1e300, -4] }],
        view: { scale: NaN, offset: [Infinity, NaN] },
      },
    );
    const failed = vi.fn<(event: Event) => void>();
    window.addEventListener('error', failed);
    stage = await stageOf(document);
    stage.element.fit();
    await stage.drawn();
    expect(failed).not.toHaveBeenCalled();
    window.removeEventListener('error', failed);
    for (const face of stage.element.renderRoot.querySelectorAll<HTMLElement>('.on-node')) {
      expect(Number.parseFloat(face.style.width)).toBeLessThanOrEqual(4000);
      expect(Number.parseFloat(face.style.height)).toBeLessThanOrEqual(4000);
    }
  });

  it('G14 measures no more than 200 characters of a title of a million', async () => {
    const measure = vi.spyOn(CanvasRenderingContext2D.prototype, 'measureText');
    stage = await stageOf(documentOf([{ id: '1', type: 'TestPrompt', title: '🙂'.repeat(500_000), pos: [40, 60] }]));
    const longest = Math.max(...measure.mock.calls.map(([text]) => Array.from(text).length));
    measure.mockRestore();
    expect(longest).toBeLessThanOrEqual(200);
  });

  it('G08 takes ids and types of prototypes as plain names', async () => {
    stage = await stageOf(documentOf([{ id: 'hasOwnProperty', type: 'constructor', pos: [40, 60] }]));
    await stage.drag([100, 45], [120, 65]);
    expect(stage.element.document.nodes[0]?.pos).toEqual([60, 80]);
  });
});

describe('coming and going', () => {
  it('leaves nothing behind in litegraph or on the page after 30 remounts', async () => {
    stage = await stageOf(manyNodes(20));
    const parent = stage.element.parentElement;
    const added = vi.spyOn(document, 'addEventListener');
    for (let turn = 0; turn < 30; turn++) {
      stage.element.remove();
      parent?.append(stage.element);
      await stage.drawn();
    }
    expect(added.mock.calls.map(([type]) => type)).toEqual([]);
    added.mockRestore();
    await stage.drag([100, -16], [160, 24]);
    expect(stage.sent['graph-edit']).toHaveLength(1);
    stage.remove();
    expect(liteGlobals().active).toEqual({ canvas: null, node: null });
    expect(Reflect.get(stage.surface, 'data')).toBeUndefined();
    expect(stage.surface.width).toBe(0);
  });

  it('lets the collector have its canvases: of 31 mounts at most 2 stay', async () => {
    const gone: WeakRef<object>[] = [];
    for (let turn = 0; turn < 31; turn++) await mountOnce(gone);
    stage = await stageOf(manyNodes(2));
    const { send } = cdp() as unknown as { send(method: string): Promise<void> };
    for (let turn = 0; turn < 3; turn++) {
      await send('HeapProfiler.collectGarbage');
      await stage.drawn();
    }
    expect(gone).toHaveLength(31);
    expect(gone.filter((ref) => ref.deref()).length).toBeLessThanOrEqual(2);
  });
});

/** In a function of its own, so that nothing on the stack holds what it made. */
async function mountOnce(gone: WeakRef<object>[]): Promise<void> {
  const one = await stageOf(manyNodes(4));
  await one.click([100, -16]);
  gone.push(new WeakRef(one.surface));
  one.remove();
}
