import { z } from 'zod';
import { defineNode, output } from '../graph/definition.ts';
import { checkReference, referenceName, referenceOf, referenceParams } from '../graph/reference-source.ts';

export const node = defineNode({
  type: 'VideoRef',
  version: 1,
  title: 'Clip',
  about: 'A clip that shots refer to: a movement, a camera, an earlier scene.',
  category: 'Inputs',
  inputs: {},
  outputs: { video: output('VIDEO') },
  params: z.object(referenceParams('clip', 'video/mp4,video/quicktime')),
  face: 'player',
  size: [220, 220],
  work: { kind: 'value', value: (params) => ({ video: { ref: referenceOf(params), ...referenceName(params) } }) },
  check: (_, params) => checkReference('clip', params),
});
