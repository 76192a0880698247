import { z } from 'zod';
import { defineNode, output } from '../graph/definition.ts';
import { checkReference, referenceName, referenceOf, referenceParams } from '../graph/reference-source.ts';

export const node = defineNode({
  type: 'AudioRef',
  version: 1,
  title: 'Sound',
  about: 'A voice or a sound that shots refer to.',
  category: 'Inputs',
  inputs: {},
  outputs: { audio: output('AUDIO') },
  params: z.object(referenceParams('sound', 'audio/wav,audio/mpeg')),
  face: 'audio',
  size: [220, 220],
  work: { kind: 'value', value: (params) => ({ audio: { ref: referenceOf(params), ...referenceName(params) } }) },
  check: (_, params) => checkReference('sound', params),
});
