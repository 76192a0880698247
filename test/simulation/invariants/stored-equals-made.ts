import { hashBytes } from '../../../src/graph/hash.ts';
import type { InvariantWatch } from './invariant.ts';

/** M8, J11–J13, J15: what counts as stored is, byte for byte, what the service made for that request. */
export function storedEqualsMade(): InvariantWatch {
  return {
    name: 'stored bytes equal what the service made',
    atRest({ world, records }) {
      for (const { service, attempts } of records) {
        const { requests } = world.services[service === 'sandbox' ? 'sandbox' : 'live'];
        for (const attempt of attempts) {
          if (attempt.status !== 'succeeded') continue;
          const made = requests.get(attempt.requestId)?.files ?? [];
          for (const { kind, n, sha256, mediaType } of attempt.outputs) {
            const file = made.find((candidate) => candidate.kind === kind && candidate.n === n);
            const bytes = world.disk.stored(sha256);
            const same = file !== undefined && bytes !== undefined && hashBytes(bytes) === hashBytes(file.bytes);
            if (!same) return `${kind} ${n} of ${attempt.requestId} is not what was made (${mediaType})`;
          }
          const told = [...attempt.outputs, ...(attempt.missing ?? [])];
          const untold = made.find(({ kind, n }) => !told.some((one) => one.kind === kind && one.n === n));
          if (untold) return `${untold.kind} ${untold.n} of ${attempt.requestId} was made, and nobody speaks of it`;
        }
      }
      return undefined;
    },
  };
}
