import type { Command } from './command.ts';

export const saveProject: Command = {
  id: 'save-project',
  name: 'Save project',
  group: 'Graph',
  keys: ['Mod+Shift+S'],
  inFields: true,
  run: ({ shell }) => shell.chooseProject(),
};
