import type { Sabotage } from './sabotage.ts';

export const decidesByItself: Sabotage = {
  breaks: 'M4: an uncertain job is taken for one that was not sent, without anybody deciding so.',
  owner: (owner) => ({
    ...owner,
    async put(jobKey, order) {
      const record = await owner.put(jobKey, order);
      if (record.attempts.at(-1)?.status !== 'uncertain') return record;
      return owner.resolve(jobKey, { decision: 'not_sent' });
    },
    changes(after) {
      const list = owner.changes(after);
      for (const { jobKey, attempts } of list.jobs) {
        if (attempts.at(-1)?.status === 'uncertain')
          void owner.resolve(jobKey, { decision: 'not_sent' }).catch(() => undefined);
      }
      return list;
    },
  }),
};
