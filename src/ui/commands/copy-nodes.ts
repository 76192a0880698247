import { writeGraphFile } from '../../graph/file/write-graph-file.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { fragmentOf } from './node-fragment.ts';

export const copyNodes: Command = {
  id: 'copy',
  name: 'Copy',
  group: 'Edit',
  keys: ['Mod+C'],
  clipboard: 'copy',
  refusal: needsSelection,
  run({ editor, shell }) {
    const { document, selection } = editor.state;
    shell.copy(writeGraphFile(fragmentOf(document, selection), editor.registry));
  },
};
