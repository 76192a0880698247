import type { Sabotage } from './sabotage.ts';

export const cancelDropsTheRecord: Sabotage = {
  breaks: 'M9: a job that was cancelled is no longer told of.',
  owner(owner) {
    const gone = new Set<string>();
    const without = <List extends { readonly jobs: readonly { readonly jobKey: string }[] }>(list: List): List => ({
      ...list,
      jobs: list.jobs.filter(({ jobKey }) => !gone.has(jobKey)),
    });
    return {
      ...owner,
      async cancel(jobKey) {
        const record = await owner.cancel(jobKey);
        gone.add(jobKey);
        return record;
      },
      known: (keys) => without(owner.known(keys)),
      changes: (after) => without(owner.changes(after)),
    };
  },
};
