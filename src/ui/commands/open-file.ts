import type { Command } from './command.ts';

export const openFile: Command = {
  id: 'open',
  name: 'Open graph',
  group: 'Graph',
  keys: ['Mod+O'],
  inFields: true,
  run: ({ shell }) => shell.pickGraphFile(),
};
