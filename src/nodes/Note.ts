import { z } from 'zod';
import { defineNode } from '../graph/definition.ts';
import { field } from '../graph/param-field.ts';

/** ComfyUI's own Note, read and written in its exact shape: one widget, by position. */
export const node = defineNode({
  type: 'Note',
  version: 1,
  title: 'Note',
  about: 'A remark beside the graph. It is never sent anywhere.',
  category: 'Notes',
  inputs: {},
  outputs: {},
  params: z.object({
    text: field(z.string().default(''), { label: 'Note', control: 'lines', placeholder: 'Write a remark…' }),
  }),
  face: 'text',
  faceParam: 'text',
  size: [220, 120],
  work: { kind: 'value', value: () => ({}) },
  widgetOrder: ['text'],
});
