import { describe, expect, it } from 'vitest';
import { itemKey, nodesBetween, visibleItems } from '../../../src/ui/outline/outline-items.ts';
import { outlineAction } from '../../../src/ui/outline/outline-keys.ts';
import type { OutlineRow } from '../../../src/ui/outline/outline-rows.ts';

const press = (key: string, keys: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {}) =>
  outlineAction({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...keys });

describe('keys of the outline', () => {
  it('moves and selects, extends with Shift, and only moves with Ctrl', () => {
    expect(press('ArrowDown')).toEqual({ does: 'move', to: 'next', select: 'only' });
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ does: 'move', to: 'previous', select: 'add' });
    expect(press('End', { ctrlKey: true })).toEqual({ does: 'move', to: 'last', select: 'keep' });
  });

  it('mutes and bypasses with the keys that people know', () => {
    expect(press('m', { ctrlKey: true })).toEqual({ does: 'mute' });
    expect(press('b', { ctrlKey: true })).toEqual({ does: 'bypass' });
    expect(press('a', { ctrlKey: true })).toEqual({ does: 'all' });
  });

  it('leaves every other key to the editor', () => {
    expect(press('z', { ctrlKey: true })).toBeUndefined();
    expect(press('m')).toBeUndefined();
    expect(press('ArrowDown', { altKey: true })).toBeUndefined();
    expect(press('constructor', { ctrlKey: true })).toBeUndefined();
    expect(press('toString')).toBeUndefined();
  });
});

describe('what can be reached', () => {
  const socket = {
    side: 'input',
    name: 'a',
    label: 'a',
    type: 'TEXT',
    colour: '',
    required: false,
    linked: [],
  } as const;
  const row = (id: string): OutlineRow => ({
    id,
    title: id,
    given: id,
    kind: 'k',
    colour: '',
    state: 'idle',
    waiting: undefined,
    words: '',
    tone: '',
    undecided: undefined,
    mode: 'active',
    errors: [],
    warnings: [],
    sockets: [socket],
  });
  const rows = [row('1'), row('2'), row('3')];

  it('holds the sockets of open nodes', () => {
    const keys = visibleItems(rows, new Set(['2'])).map(({ key }) => key);
    expect(keys).toEqual([itemKey('1'), itemKey('2'), itemKey('2', socket), itemKey('3')]);
    expect(new Set(keys).size).toBe(4);
  });

  it('names the nodes between two, in either direction', () => {
    expect(nodesBetween(rows, '3', '2')).toEqual(new Set(['2', '3']));
    expect(nodesBetween(rows, 'gone', '2')).toEqual(new Set(['2']));
  });
});
