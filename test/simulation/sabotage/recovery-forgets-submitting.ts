import type { Sabotage } from './sabotage.ts';
import { entryType } from './wrap-journal.ts';

export const recoveryForgetsSubmitting: Sabotage = {
  breaks: 'M5: a job found as it was being sent counts as one that was never sent.',
  ports: (ports) => ({
    ...ports,
    journal: {
      append: (entry) => ports.journal.append(entry),
      async read() {
        const reading = await ports.journal.read();
        const keyOf = (entry: (typeof reading.entries)[number]): unknown =>
          (entry['event'] as { jobKey?: unknown })?.jobKey;
        const entries = reading.entries.filter((entry, at) => {
          const isLast = !reading.entries.slice(at + 1).some((after) => keyOf(after) === keyOf(entry));
          return !(isLast && entryType(entry) === 'submitting');
        });
        return { ...reading, entries };
      },
    },
  }),
};
