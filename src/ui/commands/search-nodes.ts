import type { Command } from './command.ts';

export const searchNodes: Command = {
  id: 'search',
  name: 'Add a node…',
  group: 'Edit',
  keys: ['/'],
  run: ({ shell }) => shell.searchNodes(),
};
