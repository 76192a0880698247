import type { Command } from './command.ts';

export const openFile: Command = {
  id: 'open',
  name: 'Open graph',
  group: 'Graph',
  icon: 'folder',
  keys: ['Mod+O'],
  inFields: true,
  run: ({ shell }) => shell.pickGraphFile(),
};
