import type { Sabotage } from './sabotage.ts';
import { appending, later } from './wrap-journal.ts';

export const submittingNotDurable: Sabotage = {
  breaks: 'M2: the request leaves while "submitting" is still being written.',
  ports: appending('submitting', later(0)),
};
