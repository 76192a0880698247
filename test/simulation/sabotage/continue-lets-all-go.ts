import type { Sabotage } from './sabotage.ts';

export const continueLetsAllGo: Sabotage = {
  breaks: 'M14: a Continue lets everything go that its service keeps back, whoever asked for it.',
  settings: { otherGraph: 0.5, mortality: 0, gatewayLoss: 0 },
  owner: (owner) => ({
    ...owner,
    continueService(service, wish) {
      const jobs = owner
        .changes(0)
        .jobs.flatMap(({ jobKey, attempts }) => attempts.map(({ n }) => ({ jobKey, attempt: n })));
      return owner.continueService(service, { ...wish, jobs });
    },
  }),
};
