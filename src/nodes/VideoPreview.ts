import { z } from 'zod';
import { defineNode, input, output } from '../graph/definition.ts';

export const node = defineNode({
  type: 'VideoPreview',
  version: 1,
  title: 'Preview',
  about: 'Plays a clip where it passes: full screen, save.',
  category: 'Film',
  inputs: { video: input('VIDEO') },
  outputs: { video: output('VIDEO') },
  params: z.object({}),
  face: 'player',
  size: [320, 260],
  work: { kind: 'pass' },
});
