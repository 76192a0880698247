import type { Command } from './command.ts';
import { rehearseRefusal } from './run-refusal.ts';
import { selectionRefusal } from './selection-refusal.ts';

export const rehearseSelection: Command = {
  id: 'rehearse-selection',
  name: 'Rehearse selection',
  group: 'Run',
  keys: ['Alt+Shift+Enter'],
  inFields: true,
  refusal: ({ editor }) => rehearseRefusal(editor.state) ?? selectionRefusal(editor),
  run: ({ editor }) => void editor.run('sandbox', { kind: 'selection', nodes: [...editor.state.selection] }),
};
