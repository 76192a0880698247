import type { Sabotage } from './sabotage.ts';
import { appending } from './wrap-journal.ts';

export const holdNotKept: Sabotage = {
  breaks: 'H02, H03: that a service is held back until a person continues does not survive a restart.',
  ports: (ports, life) => {
    const deaf = appending('held', () => Promise.resolve())(ports, life);
    return appending('returned', (entry, journal) => {
      const { event } = entry as { event: { waiting: { for: string } } };
      const waiting = { for: 'network', reason: event.waiting.for };
      return journal.append({ ...entry, event: { ...event, waiting } });
    })(deaf, life);
  },
};
