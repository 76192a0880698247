import type { Command } from './command.ts';

export const fitView: Command = {
  id: 'fit',
  name: 'Fit to selection or all',
  group: 'View',
  keys: ['.'],
  run({ editor, canvas }) {
    const { selection } = editor.state;
    if (selection.size > 0) canvas.fit(selection);
    else canvas.fit();
  },
};

export const zoomIn: Command = {
  id: 'zoom-in',
  name: 'Zoom in',
  group: 'View',
  keys: ['Alt+='],
  run: ({ canvas }) => canvas.zoomBy(1.2),
};

export const zoomOut: Command = {
  id: 'zoom-out',
  name: 'Zoom out',
  group: 'View',
  keys: ['Alt+-'],
  run: ({ canvas }) => canvas.zoomBy(1 / 1.2),
};
