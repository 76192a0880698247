import type { Command } from './command.ts';
import { rehearseRefusal } from './run-refusal.ts';

export const rehearse: Command = {
  id: 'rehearse',
  name: 'Rehearse',
  group: 'Run',
  keys: ['Mod+Shift+Enter'],
  inFields: true,
  refusal: ({ editor }) => rehearseRefusal(editor.state),
  run: ({ editor }) => void editor.run('sandbox'),
};
