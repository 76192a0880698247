import type { Command } from './command.ts';

export const searchNodes: Command = {
  id: 'search',
  name: 'Add a node…',
  group: 'Edit',
  icon: 'plus',
  keys: ['/'],
  run: ({ shell }) => shell.searchNodes(),
};
