import { GatewayError } from '../wire/job-client.ts';
import { StorageError } from './ports.ts';

/** Runs a durable step for somebody who waits for it: a disk that refuses is a refusal with 507 (faults.md S01, S14). */
export async function asStorageRefusal<Result>(step: () => Promise<Result>): Promise<Result> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    const code = error.why === 'full' ? 'no-space' : 'not-storable';
    const remedy = 'Nothing was sent. Make room in the data folder, or make it writable, and try again.';
    throw new GatewayError(code, error.message, remedy, 507);
  }
}
