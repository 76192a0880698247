import type { Command } from './command.ts';
import { liveRefusal } from './run-refusal.ts';

export const runLive: Command = {
  id: 'run',
  name: 'Run',
  group: 'Run',
  keys: ['Mod+Enter'],
  inFields: true,
  refusal: ({ editor }) => liveRefusal(editor.state),
  run: ({ editor }) => void editor.run('live'),
};
