import { expect, test } from 'vitest';
import type { Command } from '../../../src/ui/commands/command.ts';
import { commandOfKey } from '../../../src/ui/commands/command-of-key.ts';
import { commands } from '../../../src/ui/commands/commands.ts';
import { keyWords, matches } from '../../../src/ui/commands/keys.ts';

const pressed = (key: string, held: Partial<KeyboardEvent> = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});
const idOf = (command: Command | undefined): string | undefined => command?.id;
const on = (place: 'canvas' | 'field' | 'elsewhere', key: string, held: Partial<KeyboardEvent> = {}, mac = false) =>
  idOf(commandOfKey(commands, pressed(key, held), place, mac));

const ctrl = { ctrlKey: true };
const ctrlShift = { ctrlKey: true, shiftKey: true };

test.each([
  ['Enter', ctrl, 'run'],
  ['Enter', ctrlShift, 'rehearse'],
  ['Enter', { ctrlKey: true, altKey: true }, 'cancel'],
  ['s', ctrl, 'save'],
  ['o', ctrl, 'open'],
  ['z', ctrl, 'undo'],
  ['Z', ctrlShift, 'redo'],
  ['y', ctrl, 'redo'],
  ['a', ctrl, 'select-all'],
  ['V', ctrlShift, 'paste-linked'],
  ['d', ctrl, 'duplicate'],
  ['g', ctrl, 'group'],
  ['b', ctrl, 'bypass'],
  ['m', ctrl, 'mute'],
  ['Delete', {}, 'delete'],
  ['Backspace', {}, 'delete'],
  ['c', { altKey: true }, 'fold'],
  ['p', {}, 'pin'],
  ['.', {}, 'fit'],
  ['=', { altKey: true }, 'zoom-in'],
  ['-', { altKey: true }, 'zoom-out'],
  ['w', {}, 'panel-templates'],
  ['n', {}, 'panel-nodes'],
  ['K', ctrlShift, 'shortcuts'],
] as const)('over the canvas %s %o does what ComfyUI’s key does: %s', (key, held, id) => {
  expect(on('canvas', key, held)).toBe(id);
});

test('a Mac’s Cmd is Ctrl, and its Ctrl is not', () => {
  expect(on('canvas', 'z', { metaKey: true }, true)).toBe('undo');
  expect(on('canvas', 'z', ctrl, true)).toBeUndefined();
  expect(on('canvas', 'z', { metaKey: true }, false)).toBeUndefined();
  expect(on('canvas', 'ç', { altKey: true, code: 'KeyC' }, true)).toBe('fold');
});

test('text fields swallow keys, besides those for the whole graph', () => {
  for (const key of ['z', 'y', 'a', 'd', 'b', 'm', 'g']) expect(on('field', key, ctrl)).toBeUndefined();
  for (const key of ['Delete', 'Backspace', '.', 'p', 'n', '/']) expect(on('field', key)).toBeUndefined();
  expect(on('field', 's', ctrl)).toBe('save');
  expect(on('field', 'Enter', ctrl)).toBe('run');
});

test('single keys act only over the canvas', () => {
  for (const key of ['Delete', '.', 'p', 'n', '/']) expect(on('elsewhere', key)).toBeUndefined();
  expect(on('elsewhere', 'z', ctrl)).toBe('undo');
});

test('copy, cut and paste are left to the browser, whose events carry the text', () => {
  for (const key of ['c', 'x', 'v']) expect(on('canvas', key, ctrl)).toBeUndefined();
});

test('no two commands share an id or a key', () => {
  const ids = commands.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const keys = commands.flatMap(({ keys = [] }) => keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a combination asks for exactly its keys', () => {
  expect(matches(pressed('z', ctrlShift), 'Mod+Z', false)).toBe(false);
  expect(matches(pressed('Enter'), 'Mod+Enter', false)).toBe(false);
  expect(matches(pressed('+', { altKey: true, code: 'Equal', shiftKey: true }), 'Alt+=', false)).toBe(true);
});

test('keys are named as they are printed', () => {
  expect(keyWords('Mod+Shift+Z', false)).toBe('Ctrl Shift Z');
  expect(keyWords('Mod+Shift+Z', true)).toBe('⌘⇧Z');
  expect(keyWords('Mod+Enter', false)).toBe('Ctrl ↵');
  expect(keyWords('.', false)).toBe('.');
});
