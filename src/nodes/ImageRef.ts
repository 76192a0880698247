import { z } from 'zod';
import { defineNode, output } from '../graph/definition.ts';
import { checkReference, referenceName, referenceOf, referenceParams } from '../graph/reference-source.ts';

export const node = defineNode({
  type: 'ImageRef',
  version: 1,
  title: 'Picture',
  about: 'A picture that shots refer to: a character, a place, a style.',
  category: 'Inputs',
  inputs: {},
  outputs: { image: output('IMAGE') },
  params: z.object(referenceParams('picture', 'image/jpeg,image/png,image/webp,image/bmp,image/tiff,image/gif')),
  face: 'image',
  size: [220, 250],
  work: { kind: 'value', value: (params) => ({ image: { ref: referenceOf(params), ...referenceName(params) } }) },
  check: (_, params) => checkReference('picture', params),
});
