import type { InvariantWatch } from './invariant.ts';

/** M7, J03, J10: an accepted job is given up only after the service itself said so. */
export function paidIsNotGivenUp(): InvariantWatch {
  return {
    name: 'what was paid is given up only after definite bad news',
    atRest({ world, records }) {
      for (const { service, attempts } of records) {
        const { requests } = world.services[service === 'sandbox' ? 'sandbox' : 'live'];
        for (const attempt of attempts) {
          if (attempt.status !== 'lost' && attempt.status !== 'failed') continue;
          const request = requests.get(attempt.requestId);
          if (request !== undefined && request.badNews === 0 && !request.cancelled) {
            return `${attempt.requestId} is ${attempt.status} (${attempt.failure.message}), and nothing was wrong with it`;
          }
        }
      }
      return undefined;
    },
  };
}
