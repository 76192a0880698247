import { z } from 'zod';
import { defineNode, growing, input, output } from '../../../src/graph/definition.ts';
import { joinOperation } from '../../../src/graph/operation.ts';
import { field } from '../../../src/graph/param-field.ts';
import { createRegistry } from '../../../src/graph/registry.ts';

/** Kinds of nodes of the same shapes as the shipped ones, so that the canvas is tested without them. */
export const words = defineNode({
  type: 'TestPrompt',
  version: 1,
  title: 'Prompt',
  about: 'A text.',
  category: 'Inputs',
  inputs: {},
  outputs: { prompt: output('TEXT') },
  params: z.object({
    text: field(z.string().default(''), {
      label: 'Prompt',
      control: 'lines',
      placeholder: 'What happens in this shot?',
    }),
  }),
  face: 'text',
  faceParam: 'text',
  size: [236, 150],
  work: { kind: 'value', value: ({ text }) => ({ prompt: text }) },
});

export const picture = defineNode({
  type: 'TestPicture',
  version: 1,
  title: 'Picture',
  about: 'A picture.',
  category: 'Inputs',
  inputs: {},
  outputs: { image: output('IMAGE') },
  params: z.object({
    file: field(z.looseObject({ name: z.string() }).optional(), {
      label: 'Picture',
      control: 'file',
      accept: 'image/*',
    }),
  }),
  face: 'image',
  faceParam: 'file',
  size: [200, 150],
  work: { kind: 'value', value: () => ({ image: { ref: { sha256: '0'.repeat(64) } } }) },
});

export const sound = defineNode({
  type: 'TestSound',
  version: 1,
  title: 'Sound',
  about: 'A sound.',
  category: 'Inputs',
  inputs: {},
  outputs: { audio: output('AUDIO') },
  params: z.object({
    file: field(z.looseObject({ name: z.string() }).optional(), { label: 'Sound', control: 'file' }),
  }),
  face: 'audio',
  faceParam: 'file',
  size: [200, 90],
  work: { kind: 'value', value: () => ({ audio: { ref: { sha256: '0'.repeat(64) } } }) },
});

export const generate = defineNode({
  type: 'TestGenerate',
  version: 1,
  title: 'Generate',
  about: 'Makes a clip.',
  category: 'Generate',
  inputs: {
    prompt: input('TEXT'),
    images: growing('IMAGE', { max: 9 }),
    videos: growing('VIDEO', { max: 3 }),
    audios: growing('AUDIO', { max: 3 }),
  },
  outputs: { job: output('JOB') },
  params: z.object({ duration: z.number().default(5) }),
  face: 'form',
  size: [232, 60],
  work: {
    kind: 'request',
    request: () => ({
      model: 'm',
      body: {},
      take: 1,
      meter: { seconds: 5, resolution: '720p', sound: true },
      media: [],
    }),
  },
});

export const wait = defineNode({
  type: 'TestWait',
  version: 1,
  title: 'Wait for clip',
  about: 'Waits.',
  category: 'Generate',
  inputs: { job: input('JOB') },
  outputs: { video: output('VIDEO'), image: output('IMAGE') },
  params: z.object({}),
  face: 'player',
  size: [204, 60],
  work: { kind: 'await' },
});

export const film = defineNode({
  type: 'TestFilm',
  version: 1,
  title: 'Storyboard',
  about: 'Joins clips.',
  category: 'Film',
  inputs: { shots: growing('VIDEO', { max: 64, min: 1 }) },
  outputs: { video: output('VIDEO') },
  params: z.object({}),
  face: 'strip',
  size: [232, 60],
  work: { kind: 'media', op: joinOperation, media: () => ({ params: {}, of: [] }) },
});

export const knot = defineNode({
  type: 'TestReroute',
  version: 1,
  title: 'Reroute',
  about: 'Passes on.',
  category: 'Notes',
  inputs: { in: input('*', { required: false }) },
  outputs: { out: output('*') },
  params: z.object({}),
  face: 'none',
  size: [140, 30],
  work: { kind: 'pass' },
});

export const testRegistry = createRegistry([words, picture, sound, generate, wait, film, knot]);
