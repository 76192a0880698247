import { namesOf } from '../canvas/title-of.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { fragmentOf, pasteFragment } from './node-fragment.ts';

export const duplicateNodes: Command = {
  id: 'duplicate',
  name: 'Duplicate',
  group: 'Edit',
  keys: ['Mod+D'],
  refusal: needsSelection,
  run({ editor }) {
    const { document, selection } = editor.state;
    const { registry } = editor;
    const place = { by: [40, 40] } as const;
    const pasted = pasteFragment(document, fragmentOf(document, selection), { registry, place, keepIncoming: true });
    editor.edit(pasted.document, `Duplicate ${namesOf(document, [...selection], registry)}`);
    editor.select(pasted.ids);
  },
};
