import type { Command } from './command.ts';

export const cancelRun: Command = {
  id: 'cancel',
  name: 'Cancel run',
  group: 'Run',
  keys: ['Mod+Alt+Enter'],
  inFields: true,
  refusal: ({ editor }) =>
    editor.state.underWay.some(({ cancelRequested }) => !cancelRequested) ? undefined : 'No run is under way.',
  run: ({ editor }) => void editor.cancelRun(),
};
