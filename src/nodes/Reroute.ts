import { z } from 'zod';
import { defineNode, input, output } from '../graph/definition.ts';

/** ComfyUI's own Reroute, read and written in its exact shape: sockets without a name that take anything. */
export const node = defineNode({
  type: 'Reroute',
  version: 1,
  title: 'Reroute',
  about: 'Leads a link around a corner.',
  category: 'Notes',
  inputs: { '': input('*', { label: ' ' }) },
  outputs: { '': output('*', ' ') },
  params: z.object({}),
  face: 'none',
  size: [80, 30],
  work: { kind: 'pass' },
  widgetOrder: [],
  fileProperties: { showOutputText: false, horizontal: false },
});
