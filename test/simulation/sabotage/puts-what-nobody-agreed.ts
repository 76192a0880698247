import { presentAttempt, repeatable } from '../../../src/runtime/wire/job-record.ts';
import type { JobOrder } from '../../../src/runtime/wire/messages.ts';
import type { Sabotage } from './sabotage.ts';

export const putsWhatNobodyAgreed: Sabotage = {
  breaks: 'M14: a tab orders the next attempt by itself when one ended without a result.',
  client(client) {
    const orders = new Map<string, JobOrder>();
    return {
      ...client,
      put(jobKey, order) {
        orders.set(jobKey, order);
        return client.put(jobKey, order);
      },
      async changes(after, signal) {
        const list = await client.changes(after, signal);
        for (const record of list.jobs) {
          const order = orders.get(record.jobKey);
          const { status, n } = presentAttempt(record);
          if (order && repeatable.has(status))
            void client.put(record.jobKey, { ...order, attempt: n + 1 }).catch(() => undefined);
        }
        return list;
      },
    };
  },
};
