import type { JsonObject } from '../graph/json.ts';
import { createJobOwner } from '../runtime/jobs/job-owner.ts';
import type { JobOwner } from '../runtime/jobs/ports.ts';
import type { Faults } from '../sandbox/faults.ts';
import { checkMedia } from './check-media.ts';
import type { DataFolder } from './host/data-folder.ts';
import type { Environment } from './host/environment.ts';
import { openFileBytes, type FileBytes } from './host/file-bytes.ts';
import { openFileJournal } from './host/file-journal.ts';
import type { Log } from './host/log.ts';
import { indexShippedMedia } from './host/shipped-media.ts';
import { systemClock } from './host/system-clock.ts';
import { createLiveService, type LiveOptions, type LiveService } from './live-service.ts';
import { startLocalSandbox, type LocalSandbox } from './local-sandbox.ts';

/** The jobs of a data folder on this machine: their owner, and what it works with. */
export interface OpenJobs {
  readonly owner: JobOwner;
  readonly bytes: FileBytes;
  readonly live: LiveService;
  readonly sandbox: LocalSandbox;
  /** Resolves when nothing is sent or written any more. */
  close(): Promise<void>;
}

/** What can be set besides the environment. */
export interface JobsOptions extends LiveOptions {
  /** What goes wrong in the sandbox. */
  readonly faults?: Faults;
}

/**
 * Takes up the jobs of a folder that this process owns: sandbox in process, the live service over the network. Serves
 * gateway and command line alike. Rejects with a StorageError.
 */
export async function openJobs(
  environment: Environment,
  folder: DataFolder,
  graphsFolder: string,
  log: Log,
  options: JobsOptions = {},
): Promise<OpenJobs> {
  const bytes = await openFileBytes(folder.media, await indexShippedMedia(graphsFolder));
  const { sandboxSpeed: speed } = environment;
  const { faults } = options;
  const sandbox = await startLocalSandbox(
    folder.path,
    { ...(speed !== undefined && { speed }), ...(faults && { faults }) },
    log,
  );
  const live = createLiveService(environment, log, options);
  const journal = await openFileJournal(folder.journal);
  const owner = await createJobOwner({
    clock: systemClock,
    random: Math.random,
    journal,
    bytes,
    media: bytes,
    services: new Map([
      ['sandbox', sandbox.ports],
      [environment.serviceOrigin, live.ports],
    ]),
    checkMedia,
    guard: environment.maxSubmits,
    log: (line) => log(...logged(line)),
  });
  return {
    owner,
    bytes,
    live,
    sandbox,
    async close() {
      await owner.stop();
      await journal.close();
    },
  };
}

function logged({ event, ...fields }: JsonObject): Parameters<Log> {
  const flat = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : value,
  ]);
  return [typeof event === 'string' ? event : 'jobs', Object.fromEntries(flat) as Record<string, string>];
}
