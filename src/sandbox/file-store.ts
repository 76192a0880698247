import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sandboxJobSchema, type SandboxJob, type SandboxStore } from './sandbox-job.ts';

/**
 * Keeps each job as one file in a folder, written beside its place and renamed. Not fsynced: nothing in the sandbox was
 * paid for. `setAside` is told of files that are no job; they stay where they are.
 */
export function fileStore(folder: string, setAside: (file: string, reason: string) => void = () => {}): SandboxStore {
  let writes = 0;
  return {
    async load() {
      await mkdir(folder, { recursive: true });
      const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
      const jobs: SandboxJob[] = [];
      for (const file of files) {
        const read = readJob(await readFile(join(folder, file), 'utf8'));
        if ('job' in read) jobs.push(read.job);
        else setAside(file, read.reason);
      }
      return jobs;
    },
    async save(job) {
      await mkdir(folder, { recursive: true });
      const unfinished = join(folder, `${job.id}.${process.pid}-${++writes}.part`);
      await writeFile(unfinished, JSON.stringify(job));
      await rename(unfinished, join(folder, `${job.id}.json`));
    },
  };
}

function readJob(text: string): { readonly job: SandboxJob } | { readonly reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { reason: String(error) };
  }
  const parsed = sandboxJobSchema.safeParse(value);
  return parsed.success ? { job: parsed.data } : { reason: parsed.error.message };
}
