import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { switchNodes } from './switch-nodes.ts';

export const bypassNodes: Command = {
  id: 'bypass',
  name: 'Bypass',
  group: 'Edit',
  keys: ['Mod+B'],
  refusal: needsSelection,
  run: (context) =>
    switchNodes(
      context,
      ({ mode }) => mode === 'bypassed',
      (on) => ({ mode: on ? 'bypassed' : 'active' }),
      ['Bypass', 'Unbypass'],
    ),
};
