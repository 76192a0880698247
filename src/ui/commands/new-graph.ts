import type { Command } from './command.ts';

export const newGraph: Command = {
  id: 'new',
  name: 'New graph',
  group: 'Graph',
  icon: 'file',
  run: ({ editor }) => editor.newGraph(),
};
