import type { Command } from './command.ts';

export const cancelRun: Command = {
  id: 'cancel',
  name: 'Cancel run',
  group: 'Run',
  keys: ['Mod+Alt+Enter'],
  inFields: true,
  refusal: ({ editor }) => {
    const { run } = editor.state;
    return run && run.state.kind !== 'ended' && !run.cancelRequested ? undefined : '';
  },
  run: ({ editor }) => void editor.cancelRun(),
};
