import type { Command } from './command.ts';

const panel = (id: string, name: string, key?: string): Command => ({
  id: `panel-${id}`,
  name: `Panel: ${name}`,
  group: 'View',
  ...(key === undefined ? {} : { keys: [key] }),
  run: ({ shell }) => shell.togglePanel(id),
});

export const panelCommands: readonly Command[] = [
  panel('nodes', 'Nodes', 'N'),
  panel('templates', 'Templates', 'W'),
  panel('outline', 'Outline'),
  panel('history', 'History'),
];
