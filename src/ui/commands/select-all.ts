import type { Command } from './command.ts';

export const selectAll: Command = {
  id: 'select-all',
  name: 'Select all',
  group: 'Edit',
  keys: ['Mod+A'],
  run: ({ editor }) => editor.select(new Set(editor.state.document.nodes.map(({ id }) => id))),
};
