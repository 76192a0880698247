import type { Command } from './command.ts';

export const renameNode: Command = {
  id: 'rename',
  name: 'Rename',
  group: 'Edit',
  keys: ['F2'],
  refusal: ({ editor }) => (editor.state.selection.size === 1 ? undefined : ''),
  run({ editor, canvas }) {
    const [node] = editor.state.selection;
    if (node !== undefined) canvas.rename(node);
  },
};
