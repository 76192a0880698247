import { z } from 'zod';
import { defineNode, input, output } from '../graph/definition.ts';
import { field } from '../graph/param-field.ts';

export const node = defineNode({
  type: 'Poll',
  version: 1,
  title: 'Wait for clip',
  about: 'Waits for a generation and gives its clip. The gateway does the waiting, with or without this page.',
  category: 'Generate',
  inputs: { job: input('JOB') },
  outputs: { video: output('VIDEO'), image: output('IMAGE') },
  params: z.object({
    slow_after: field(z.int().min(30).max(86_400).default(600), {
      label: 'Mark slow after',
      control: 'number',
      part: 'slow-after',
      unit: 's',
      help: 'Then the shot is shown as slow. It is never given up.',
    }),
  }),
  face: 'player',
  size: [240, 204],
  work: { kind: 'await' },
});
