import type { Command } from './command.ts';

export const redoEdit: Command = {
  id: 'redo',
  name: 'Redo',
  group: 'Edit',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  refusal: ({ editor }) => (editor.state.history.redo === undefined ? '' : undefined),
  run: ({ editor }) => editor.redo(),
};
