import { z } from 'zod';
import { defineNode, output } from '../graph/definition.ts';
import { field } from '../graph/param-field.ts';

/** The example of the model's own input schema (facts/seedance-v2-pro.input-schema.json), shown while the field is empty. */
export const examplePrompt =
  "Golden hour on a quiet cafe terrace: a barista wipes the counter, then looks up and explains today's special in a friendly tone, natural lip-sync. Medium close-up, slow push-in; warm side light, soft bokeh through glass, gentle cafe ambience and subtle film grain.";

export const node = defineNode({
  type: 'Prompt',
  version: 1,
  title: 'Prompt',
  about: 'The words of a shot. Write @name to speak of a linked picture, clip or voice.',
  category: 'Inputs',
  inputs: {},
  outputs: { prompt: output('TEXT') },
  params: z.object({
    text: field(z.string().default(''), { label: 'Prompt', control: 'lines', placeholder: examplePrompt }),
  }),
  face: 'text',
  faceParam: 'text',
  size: [280, 180],
  work: { kind: 'value', value: ({ text }) => ({ prompt: text }) },
});
