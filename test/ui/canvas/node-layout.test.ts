import { describe, expect, it } from 'vitest';
import { node } from './fixture-documents.ts';
import { nodeMessage } from '../../../src/ui/canvas/node-message.ts';
import { detailAt } from '../../../src/ui/canvas/level-of-detail.ts';
import { type LayoutParts, layoutOf, mostSide } from '../../../src/ui/canvas/node-layout.ts';
import { roomBelow } from '../../../src/ui/canvas/room-below.ts';
import { fitText, shownText, wrapText } from '../../../src/ui/canvas/shown-text.ts';
import { edgePan, viewAround } from '../../../src/ui/canvas/view-transform.ts';
import { disjointBoxes } from '../../../src/ui/canvas/disjoint-boxes.ts';
import { mapInTheWay } from '../../../src/ui/canvas/map-in-the-way.ts';
import { keyAction } from '../../../src/ui/canvas/canvas-keys.ts';

const socket = (name: string) => ({ name, label: name, type: 'TEXT', spec: name, required: false, free: false });
/** Ten units a character. */
const measure = (text: string): number => Array.from(text).length * 10;
const parts: LayoutParts = {
  size: [240, 0],
  sockets: { inputs: [socket('a'), socket('b')], outputs: [socket('c')] },
  face: 'none',
  settings: [],
  fonts: { message: 'f' },
  measure,
};

describe('the layout of a node', () => {
  it('stands rows, settings, face, detail and message under each other without overlap', () => {
    const layout = layoutOf({
      ...parts,
      face: 'text',
      settings: [
        { label: 'a', value: '1' },
        { label: 'b', value: '2' },
      ],
      detail: 'd',
      message: 'It broke.',
    });
    const [first, second] = layout.settings;
    const order = [layout.inputs[1], first, second, layout.face?.y, layout.detail, layout.message?.y, layout.height];
    expect(order).toEqual(order.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    expect((layout.face?.y ?? 0) + (layout.face?.height ?? 0)).toBeLessThanOrEqual(layout.detail ?? 0);
    expect((layout.message?.y ?? 0) + (layout.message?.height ?? 0)).toBeLessThan(layout.height);
  });

  it('gives a face the room that a larger node has', () => {
    const small = layoutOf({ ...parts, face: 'text' });
    const large = layoutOf({ ...parts, face: 'text', size: [240, small.height + 100] });
    expect(large.height).toBe(small.height + 100);
    expect(large.face?.height).toBe((small.face?.height ?? 0) + 100);
  });

  it('never draws smaller than its content or larger than the bound (G11)', () => {
    for (const value of [NaN, -1, 0, Infinity, 1e300]) {
      const layout = layoutOf({ ...parts, face: 'player', size: [value, value] });
      expect(layout.width).toBeGreaterThanOrEqual(140);
      expect(layout.width).toBeLessThanOrEqual(mostSide);
      expect(layout.height).toBeGreaterThanOrEqual(layout.least[1]);
      expect(layout.height).toBeLessThanOrEqual(mostSide);
    }
  });

  it('says a long message in at most four lines', () => {
    const layout = layoutOf({ ...parts, message: 'word '.repeat(100).trim() });
    expect(layout.message?.lines).toHaveLength(4);
    expect(layout.message?.lines.at(-1)).toMatch(/…$/);
  });
});

describe('a message on a node that has another below', () => {
  const message = 'word '.repeat(100).trim();
  const plain = layoutOf(parts);

  it('says as many lines as there is room for, and never none', () => {
    const lines = (room: number): number =>
      layoutOf({ ...parts, message, room: () => room }).message?.lines.length ?? 0;
    expect([0, 47, 48, 63, 78, 1000].map((more) => lines(plain.height + more))).toEqual([1, 1, 2, 3, 4, 4]);
  });

  it('leaves the line of detail out where there is room for one of them', () => {
    const detailed = { ...parts, message, detail: 'request 6f21c6f0' };
    const roomy = layoutOf({ ...detailed, room: () => plain.height + 60 });
    expect([roomy.detail !== undefined, roomy.message?.lines.length]).toEqual([true, 1]);
    const tight = layoutOf({ ...detailed, room: () => plain.height + 40 });
    expect([tight.detail, tight.message?.lines.length]).toEqual([undefined, 1]);
    expect(tight.height).toBeLessThanOrEqual(plain.height + 40);
  });

  it('stays above the title of the nearest node below, and takes what it wants where there is none', () => {
    const at = (id: string, x: number, y: number) => node({ id, type: 'T', pos: [x, y], size: [200, 100] });
    const room = roomBelow(
      [at('a', 0, 0), at('b', 150, 200), at('c', 150, 180), at('d', 0, 500), at('e', 220, 140)],
      30,
    );
    expect(room(at('a', 0, 0), 200, 100)).toBe(180 - 30 - 8);
    expect(room(at('a', 0, 0), 140, 100)).toBe(500 - 30 - 8);
    expect(room(at('d', 0, 500), 200, 100)).toBe(Number.POSITIVE_INFINITY);
  });

  it('leaves out of account what it covers already, and is never told to be smaller than it is', () => {
    const at = (id: string, y: number) => node({ id, type: 'T', pos: [0, y], size: [200, 100] });
    expect(roomBelow([at('a', 0), at('b', 90)], 30)(at('a', 0), 200, 100)).toBe(Number.POSITIVE_INFINITY);
    expect(roomBelow([at('a', 0), at('b', 132)], 30)(at('a', 0), 200, 100)).toBe(100);
  });
});

describe('texts as they are drawn', () => {
  it('G14 are one line of at most 200 characters without controls, overrides or half characters', () => {
    expect(shownText('a\u202Eb\u0000c\nd\uD800e')).toBe('a b c d\uFFFDe');
    expect(Array.from(shownText('🙂'.repeat(500_000)))).toHaveLength(200);
    expect(shownText('👩‍👩‍👧')).toBe('👩‍👩‍👧');
  });

  it('end in an ellipsis where they are cut', () => {
    expect(fitText('abcdefgh', 50, 'f', measure)).toBe('abcd…');
    expect(fitText('abc', 50, 'f', measure)).toBe('abc');
    expect(fitText('abc', 0, 'f', measure)).toBe('');
  });

  it('break between words, and inside one that is too long', () => {
    expect(wrapText('one two three', 70, 'f', 4, measure)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghij', 40, 'f', 2, measure)).toEqual(['abc', 'def…']);
  });
});

describe('what is said on a node', () => {
  const foreign = (why: string) => ({
    ...node({ id: '1', type: 'KSampler' }),
    foreign: { why, inputs: [], outputs: [] },
  });
  it('names the type of a placeholder, once', () => {
    expect(nodeMessage(foreign('the node type “KSampler” is not known'), undefined, undefined)).toBe(
      'The node type “KSampler” is not known. It stays in the file as it is.',
    );
    expect(nodeMessage(foreign('its sockets do not fit'), undefined, undefined)).toBe(
      'KSampler: its sockets do not fit. It stays in the file as it is.',
    );
  });

  it('is the failure before the problem, and no warning', () => {
    const problem = { code: 'x', severity: 'error' as const, place: {}, reason: 'No prompt.', remedy: 'Link one.' };
    const known = node({ id: '1', type: 'TestPrompt' });
    expect(nodeMessage(known, { state: 'failed', tone: 'bad', text: '', error: 'It broke.' }, problem)).toBe(
      'It broke.',
    );
    expect(nodeMessage(known, undefined, problem)).toBe('No prompt. Link one.');
    expect(nodeMessage(known, undefined, { ...problem, severity: 'warning' })).toBeUndefined();
  });
});

describe('the view', () => {
  it('shows less the farther away it is', () => {
    expect([0.1, 0.34, 0.35, 0.44, 0.45, 2].map(detailAt)).toEqual([
      'blocks',
      'blocks',
      'still',
      'still',
      'full',
      'full',
    ]);
  });

  it('centres what it fits, and never magnifies', () => {
    const view = viewAround([100, 100, 200, 200], [1000, 600]);
    expect(view.scale).toBe(1);
    expect((150 + view.offset[0]) * view.scale).toBe(500);
    expect(viewAround([0, 0, 10_000, 100], [1000, 600]).scale).toBeCloseTo(0.0936, 4);
  });

  it('pans towards an edge the faster the nearer, and not in the middle', () => {
    expect(edgePan([500, 300], [1000, 600])).toEqual([0, 0]);
    expect(edgePan([0, 599], [1000, 600])[0]).toBeGreaterThan(edgePan([20, 300], [1000, 600])[0]);
    expect(edgePan([500, 600], [1000, 600])[1]).toBeLessThan(0);
  });
});

describe('keys over the canvas', () => {
  const key = (name: string, held: Partial<KeyboardEvent> = {}) =>
    keyAction({ key: name, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  it('are ComfyUI’s, and leave all others to the editor', () => {
    expect(['Delete', 'Backspace', ' ', 'h', 'v', 'Escape', 'F2'].map((name) => key(name))).toEqual([
      'delete',
      'delete',
      'pan',
      'lock',
      'unlock',
      'leave',
      'rename',
    ]);
    expect(key('a', { ctrlKey: true })).toBe('all');
    expect(key('a', { metaKey: true })).toBe('all');
    expect([key('a'), key('b', { ctrlKey: true }), key('h', { altKey: true }), key('z', { ctrlKey: true })]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('holes for what lies above', () => {
  it('cover the same as the boxes, and each place once', () => {
    const boxes = [
      { x: 0, y: 0, width: 10, height: 10 },
      { x: 5, y: 5, width: 10, height: 10 },
      { x: 2, y: 2, width: 4, height: 20 },
    ];
    const inside = (all: readonly (typeof boxes)[number][], x: number, y: number): number =>
      all.filter((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).length;
    const holes = disjointBoxes(boxes);
    for (let x = 0.5; x < 20; x++)
      for (let y = 0.5; y < 25; y++) expect(inside(holes, x, y)).toBe(Math.min(1, inside(boxes, x, y)));
  });
});

describe('the small map', () => {
  const corner = [820, 584, 988, 688] as const;
  const away = (nodes: Parameters<typeof mapInTheWay>[0], offset: readonly [number, number] = [0, 0]) =>
    mapInTheWay(nodes, { scale: 1, offset }, [1000, 700], corner);

  it('gives way where all is in view and a node lies under it, and only there', () => {
    expect(away([[780, 500, 900, 640]])).toBe(true);
    expect(away([[100, 100, 300, 200]])).toBe(false);
    expect(
      away(
        [
          [100, 100, 300, 200],
          [780, 500, 900, 640],
        ],
        [-150, 0],
      ),
    ).toBe(false);
    expect(away([])).toBe(false);
  });
});
