import type { Command } from './command.ts';

export const saveFile: Command = {
  id: 'save',
  name: 'Save graph',
  group: 'Graph',
  keys: ['Mod+S'],
  inFields: true,
  run: ({ editor }) => editor.downloadGraph(),
};
