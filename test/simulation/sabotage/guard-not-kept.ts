import type { Sabotage } from './sabotage.ts';

export const guardNotKept: Sabotage = {
  breaks: 'SEC12: no live submit is ever held back by the spend guard.',
  settings: { spendGuard: '2/min,300/day' },
  ports: (ports) => ({ ...ports, guard: [] }),
};
