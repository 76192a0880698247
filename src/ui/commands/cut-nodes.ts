import type { Command } from './command.ts';
import { copyNodes } from './copy-nodes.ts';
import { deleteSelection } from './delete-selection.ts';
import { needsSelection } from './needs-selection.ts';

export const cutNodes: Command = {
  id: 'cut',
  name: 'Cut',
  group: 'Edit',
  keys: ['Mod+X'],
  clipboard: 'cut',
  refusal: needsSelection,
  run(context) {
    copyNodes.run(context);
    deleteSelection.run(context);
  },
};
