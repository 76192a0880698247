import { z } from 'zod';
import { defineNode, growing, input, output } from '../../../src/graph/definition.ts';
import { createRegistry } from '../../../src/graph/registry.ts';

const none = { kind: 'await' } as const;
const words = { version: 1, about: '', category: 'Inputs', face: 'none' } as const;

/** Kinds of nodes with every sort of socket and param that a file has to carry. */
export const fileRegistry = createRegistry([
  defineNode({
    ...words,
    type: 'Prompt',
    title: 'Prompt',
    inputs: {},
    outputs: { prompt: output('TEXT') },
    params: z.object({ text: z.string().default('') }),
    size: [260, 200],
    work: none,
  }),
  defineNode({
    ...words,
    type: 'Picture',
    title: 'Picture',
    inputs: {},
    outputs: { image: output('IMAGE') },
    params: z.object({ url: z.string().default('') }),
    size: [200, 100],
    work: none,
  }),
  defineNode({
    ...words,
    type: 'Generate',
    title: 'Generate',
    inputs: {
      prompt: input('TEXT'),
      images: growing('IMAGE', { max: 9 }),
      after: input('VIDEO', { required: false }),
    },
    outputs: { video: output('VIDEO') },
    params: z.object({
      duration: z.int().min(4).max(15).default(5),
      seed: z.int().default(0),
      strength: z.number().default(1),
    }),
    size: [300, 400],
    work: none,
  }),
  defineNode({
    ...words,
    type: 'Note',
    title: 'Note',
    inputs: {},
    outputs: {},
    params: z.object({ text: z.string().default('') }),
    size: [220, 120],
    work: none,
    widgetOrder: ['text'],
  }),
  defineNode({
    ...words,
    type: 'Reroute',
    title: 'Reroute',
    inputs: { '': input('*') },
    outputs: { '': output('*') },
    params: z.object({}),
    size: [80, 30],
    work: { kind: 'pass' },
    widgetOrder: [],
  }),
]);
