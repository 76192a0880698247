import type { Sabotage } from './sabotage.ts';

export const bytesUnchecked: Sabotage = {
  breaks: 'M8, J13: whatever came is stored as a clip.',
  ports: (ports) => ({
    ...ports,
    checkMedia: (_, kind) => ({ ok: true, mediaType: kind === 'video' ? 'video/mp4' : 'image/png' }),
  }),
};
