import { nodeOf } from '../../graph/document.ts';
import { deleteNodes } from '../canvas/delete-nodes.ts';
import { namesOf } from '../canvas/title-of.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';

export const deleteSelection: Command = {
  id: 'delete',
  name: 'Delete',
  group: 'Edit',
  keys: ['Delete', 'Backspace'],
  refusal: needsSelection,
  run({ editor }) {
    const { document, selection } = editor.state;
    const ids = [...selection].filter((id) => nodeOf(document, id)?.pinned === false);
    editor.edit(
      deleteNodes(document, new Set(ids), editor.registry),
      `Delete ${namesOf(document, ids, editor.registry)}`,
    );
  },
};
