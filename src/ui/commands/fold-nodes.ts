import type { Command } from './command.ts';
import { needsSelection } from './needs-selection.ts';
import { switchNodes } from './switch-nodes.ts';

export const foldNodes: Command = {
  id: 'fold',
  name: 'Fold',
  group: 'Edit',
  keys: ['Alt+C'],
  refusal: needsSelection,
  run: (context) =>
    switchNodes(
      context,
      ({ collapsed }) => collapsed,
      (collapsed) => ({ collapsed }),
      ['Fold', 'Unfold'],
    ),
};
