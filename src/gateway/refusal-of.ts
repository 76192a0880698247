import { DownloadError, StorageError } from '../runtime/jobs/ports.ts';
import { GatewayError } from '../runtime/wire/job-client.ts';
import type { Refusal } from '../runtime/wire/messages.ts';

/** What a thrown error becomes on the wire; undefined for one that nobody foresaw. */
export function refusalOf(error: unknown): { readonly status: number; readonly refusal: Refusal } | undefined {
  if (error instanceof GatewayError) {
    const { code, reason, remedy, httpStatus } = error;
    return { status: httpStatus, refusal: { code, reason, ...(remedy !== '' && { remedy }) } };
  }
  if (error instanceof StorageError) {
    const remedy = error.why === 'full' ? 'Make room there and try again.' : 'Make the folder writable and try again.';
    const code =
      error.why === 'full' ? 'storage-full' : error.why === 'read_only' ? 'storage-read-only' : 'storage-broken';
    return { status: 507, refusal: { code, reason: error.message, remedy } };
  }
  if (error instanceof DownloadError && error.why === 'wrong') {
    return { status: 422, refusal: { code: 'wrong-bytes', reason: error.message } };
  }
  return undefined;
}
