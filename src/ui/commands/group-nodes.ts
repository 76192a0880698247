import { nodeOf } from '../../graph/document.ts';
import { setGroups } from '../../graph/edit.ts';
import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';

/** Graph units around the selection, as in ComfyUI, and the room for a node's and the group's own title. */
const padding = 10;
const titles = 32 + 30;

export const groupNodes: Command = {
  id: 'group',
  name: 'Group',
  group: 'Edit',
  keys: ['Mod+G'],
  refusal: needsSelection,
  run({ editor }) {
    const { document, selection } = editor.state;
    const nodes = [...selection].flatMap((id) => nodeOf(document, id) ?? []);
    const left = Math.min(...nodes.map(({ pos }) => pos[0])) - padding;
    const top = Math.min(...nodes.map(({ pos }) => pos[1])) - titles - padding;
    const right = Math.max(...nodes.map(({ pos, size }) => pos[0] + size[0])) + padding;
    const bottom = Math.max(...nodes.map(({ pos, size }) => pos[1] + size[1])) + padding;
    const numbers = document.groups.map(({ id }) => Number(id)).filter((id) => Number.isSafeInteger(id) && id > 0);
    const id = String(Math.max(0, ...numbers) + 1);
    const group = { id, title: 'Group', bounds: [left, top, right - left, bottom - top] } as const;
    editor.edit(setGroups(document, [...document.groups, group]), 'Group');
  },
};
