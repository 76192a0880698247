import type { Sabotage } from './sabotage.ts';

export const noLock: Sabotage = {
  breaks: 'M12: a second gateway owns the same folder beside the first.',
  noLock: true,
};
