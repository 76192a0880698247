import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { switchNodes } from './switch-nodes.ts';

export const muteNodes: Command = {
  id: 'mute',
  name: 'Mute',
  group: 'Edit',
  keys: ['Mod+M'],
  refusal: needsSelection,
  run: (context) =>
    switchNodes(
      context,
      ({ mode }) => mode === 'muted',
      (on) => ({ mode: on ? 'muted' : 'active' }),
      ['Mute', 'Unmute'],
    ),
};
