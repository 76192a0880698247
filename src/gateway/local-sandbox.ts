import { join } from 'node:path';
import { DownloadError, type ServicePorts } from '../runtime/jobs/ports.ts';
import { readCatalogue } from '../runtime/runcomfy/read-catalogue.ts';
import { UnusableId } from '../runtime/runcomfy/endpoints.ts';
import type { CatalogueEntry } from '../runtime/wire/messages.ts';
import { makeClip } from '../sandbox/clip/make-clip.ts';
import { fileStore } from '../sandbox/file-store.ts';
import type { Faults } from '../sandbox/faults.ts';
import { sandboxDownloads, sandboxOrigin, sandboxTransport } from '../sandbox/in-process.ts';
import { createSandbox } from '../sandbox/sandbox.ts';
import type { Log } from './host/log.ts';
import { systemClock } from './host/system-clock.ts';

/** The sandbox inside the gateway: ports for the job core, and its catalogue. */
export interface LocalSandbox {
  readonly ports: ServicePorts;
  catalogue(model: string): Promise<CatalogueEntry | undefined>;
}

/** How the sandbox is to behave: times as fast, 1 where it is absent, and what goes wrong. */
export interface SandboxManners {
  readonly speed?: number;
  readonly faults?: Faults;
}

/** Starts the sandbox over the data folder, so that its jobs survive a restart. */
export async function startLocalSandbox(folder: string, manners: SandboxManners, log: Log): Promise<LocalSandbox> {
  const sandbox = createSandbox({
    clock: systemClock,
    makeClip,
    store: fileStore(join(folder, 'sandbox'), (file, reason) => log('sandbox_set_aside', { file, reason })),
    ...manners,
  });
  await sandbox.ready();
  const transport = sandboxTransport(sandbox);
  return {
    ports: {
      base: sandboxOrigin,
      transport,
      downloads: sandboxDownloads(sandbox, (why, message) => new DownloadError(why, message)),
      token: async () => undefined,
      takesAll: true,
    },
    async catalogue(model) {
      try {
        const reading = await readCatalogue(
          { base: sandboxOrigin, transport, token: undefined },
          model,
          systemClock.now,
        );
        return reading.kind === 'found' ? reading.entry : undefined;
      } catch (error) {
        if (error instanceof UnusableId) return undefined;
        throw error;
      }
    },
  };
}
