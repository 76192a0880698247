import type { Command } from './command.ts';

export const undoEdit: Command = {
  id: 'undo',
  name: 'Undo',
  group: 'Edit',
  keys: ['Mod+Z'],
  refusal: ({ editor }) => (editor.state.history.undo === undefined ? '' : undefined),
  run: ({ editor }) => editor.undo(),
};
