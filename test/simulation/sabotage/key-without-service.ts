import { jobKeyOf } from '../../../src/graph/keys.ts';
import type { Sabotage } from './sabotage.ts';

export const keyWithoutService: Sabotage = {
  breaks: 'M13: an order finds the rehearsal of the same shot, as if the service were no part of the key.',
  owner: (owner) => ({
    ...owner,
    put(jobKey, order) {
      const { model, request, take } = order;
      const [rehearsed] = owner.known([jobKeyOf({ service: 'sandbox', model, request, take })]).jobs;
      return rehearsed ? Promise.resolve({ ...rehearsed, jobKey }) : owner.put(jobKey, order);
    },
  }),
};
