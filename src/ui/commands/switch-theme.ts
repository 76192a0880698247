import type { Command } from './command.ts';

export const switchTheme: Command = {
  id: 'theme',
  name: 'Light or dark',
  group: 'View',
  run: ({ editor }) => editor.setTheme(editor.state.theme === 'dark' ? 'light' : 'dark'),
};
