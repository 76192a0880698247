import type { Sabotage } from './sabotage.ts';
import { appending, later } from './wrap-journal.ts';

export const claimNotAwaited: Sabotage = {
  breaks: 'M1: the claim counts before it is on the disk.',
  ports: appending('claimed', later(40)),
};
