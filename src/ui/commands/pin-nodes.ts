import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { switchNodes } from './switch-nodes.ts';

export const pinNodes: Command = {
  id: 'pin',
  name: 'Pin',
  group: 'Edit',
  keys: ['P'],
  refusal: needsSelection,
  run: (context) =>
    switchNodes(
      context,
      ({ pinned }) => pinned,
      (pinned) => ({ pinned }),
      ['Pin', 'Unpin'],
    ),
};
