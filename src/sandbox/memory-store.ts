import type { SandboxJob, SandboxStore } from './sandbox-job.ts';

/** Keeps jobs for as long as it is held itself. */
export function memoryStore(): SandboxStore {
  const jobs = new Map<string, SandboxJob>();
  return {
    load: async () => [...jobs.values()],
    save: async (job) => void jobs.set(job.id, job),
  };
}
