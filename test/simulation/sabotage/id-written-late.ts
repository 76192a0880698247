import type { Sabotage } from './sabotage.ts';
import { appending, later } from './wrap-journal.ts';

export const idWrittenLate: Sabotage = {
  breaks: 'M2: the request id is used before it is on the disk.',
  ports: appending('accepted', later(2_000)),
};
