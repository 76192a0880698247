import type { Command } from './command.ts';
import { liveRefusal } from './run-refusal.ts';
import { selectionRefusal } from './selection-refusal.ts';

export const runSelection: Command = {
  id: 'run-selection',
  name: 'Run selection',
  group: 'Run',
  keys: ['Alt+Enter'],
  inFields: true,
  refusal: ({ editor }) => liveRefusal(editor.state) ?? selectionRefusal(editor),
  run: ({ editor }) => void editor.run('live', { kind: 'selection', nodes: [...editor.state.selection] }),
};
