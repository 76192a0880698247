import type { Command } from './command.ts';

export const showShortcuts: Command = {
  id: 'shortcuts',
  name: 'Keyboard shortcuts',
  group: 'View',
  keys: ['Mod+Shift+K'],
  inFields: true,
  run: ({ shell }) => shell.showShortcuts(),
};
