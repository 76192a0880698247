import { z } from 'zod';
import { defineNode, growing, output } from '../graph/definition.ts';
import { joinOperation } from '../graph/operation.ts';
import { field } from '../graph/param-field.ts';

export const node = defineNode({
  type: 'Storyboard',
  version: 1,
  title: 'Storyboard',
  about: 'Puts shots in order and joins them to one film.',
  category: 'Film',
  inputs: { shots: growing('VIDEO', { max: 200, min: 1, label: 'Shot', help: 'The clips of the film, in order.' }) },
  outputs: { video: output('VIDEO') },
  params: z.object({
    title: field(z.string().max(200).default(''), { label: 'Title', control: 'text', help: 'Names the film’s file.' }),
  }),
  face: 'strip',
  size: [260, 280],
  work: {
    kind: 'media',
    op: joinOperation,
    media: ({ shots }) => ({ params: {}, of: shots }),
    recall: ({ of }) => ({
      params: {},
      inputs: Object.fromEntries(of.map((ref, index) => [`shots_${index + 1}`, { ref }])),
    }),
  },
});
