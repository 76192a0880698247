import type { Command } from './command.ts';

export const newGraph: Command = {
  id: 'new',
  name: 'New graph',
  group: 'Graph',
  run: ({ editor }) => editor.newGraph(),
};
