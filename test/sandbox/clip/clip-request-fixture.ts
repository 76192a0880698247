import type { ClipRequest } from '../../../src/sandbox/clip/make-clip.ts';

/** A small request with everything on the card. */
export const clipRequest: ClipRequest = {
  prompt: 'Mara climbs the lighthouse stairs at dawn, lantern in hand.\nŻółć, Ελλάδα, маяк, 灯台.',
  duration: 4,
  resolution: '480p',
  ratio: '16:9',
  seed: 7,
  audio: true,
  references: ['Image 1: mara.png', 'Video 1: SH010', 'Audio 1: voice.mp3'],
  requestHash: '3f9c02d1'.padEnd(64, '0'),
  label: '3f9c02d1',
};

/** SHA-256 of the clip of {@link clipRequest}, which Node and a browser have to agree on. */
export const clipSha256 = '457045018294766ff624b024dd8436ec0f154d702bb45921602cd47cb2f8608d';
