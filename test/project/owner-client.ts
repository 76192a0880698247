import { hashBytes } from '../../src/graph/hash.ts';
import type { JobOwner } from '../../src/runtime/jobs/ports.ts';
import { GatewayError, type JobClient } from '../../src/runtime/wire/job-client.ts';
import { jobImportSchema } from '../../src/runtime/wire/job-import.ts';
import type { MemoryBytes } from '../fakes/memory-bytes.ts';

/** What of a JobClient a project needs, over an owner in memory; keeps the names of its calls. */
export function ownerClient(owner: JobOwner, store: MemoryBytes) {
  const calls: string[] = [];
  const client: Pick<JobClient, 'known' | 'media' | 'putMedia' | 'importJobs'> = {
    known: async (keys) => owner.known(keys),
    async media(sha256) {
      const found = store.files.get(sha256);
      return found && new Blob([found.bytes], { type: found.mediaType });
    },
    async putMedia(sha256, blob) {
      calls.push('putMedia');
      const bytes = new Uint8Array(await blob.arrayBuffer());
      if (hashBytes(bytes) !== sha256) throw new GatewayError('wrong-bytes', 'The bytes have another hash.', '', 422);
      store.keep(bytes, blob.type);
    },
    async importJobs(records) {
      calls.push('importJobs');
      return owner.importJobs(jobImportSchema.parse(JSON.parse(JSON.stringify(records))));
    },
  };
  return { client, calls };
}
