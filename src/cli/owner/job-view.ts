import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../../gateway/host/environment.ts';
import { findOwner } from '../../gateway/host/owner-lock.ts';
import { readSessionValue } from '../../gateway/host/session-value.ts';
import { errnoOf } from '../../gateway/host/storage-error.ts';
import { systemClock } from '../../gateway/host/system-clock.ts';
import { createLiveService } from '../../gateway/live-service.ts';
import { createHttpJobClient } from '../../runtime/client/http-job-client.ts';
import { pastCosts } from '../../runtime/jobs/past-costs.ts';
import { StorageError } from '../../runtime/jobs/ports.ts';
import { noSettings } from '../../runtime/jobs/replay.ts';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { projectVersion } from '../project-folder.ts';
import { greetOwner } from './greet-owner.ts';
import { keptJobs } from './kept-jobs.ts';

/** The jobs of a data folder, for a command that only looks: it owns nothing, writes nothing and is seen by nobody (M12). */
export interface JobView {
  readonly jobs: Pick<JobClient, 'known' | 'settings' | 'catalogue' | 'costs'>;
  /** Origin of the live service. */
  readonly liveService: string;
  /** Who told: a running owner, or the journal. */
  readonly from: string;
}

/** Asks the owner of the data folder, where one runs, and else reads the journal. Throws a CommandError where neither can be. */
export async function viewJobs(environment: Environment): Promise<JobView> {
  const folder = await realFolder(environment.dataFolder);
  const owner = folder === undefined ? undefined : await findOwner(folder);
  if (folder !== undefined && owner?.address !== undefined) {
    const session = await readSessionValue(folder);
    const greeting = await greetOwner(owner.address, { version: projectVersion(), session, fetch });
    if (greeting.kind === 'refused') throw new CommandError(exitCodes.failed, greeting.reason);
    if (greeting.kind === 'welcome' && session !== undefined) {
      const jobs = createHttpJobClient({ base: owner.address, session, fetch });
      return { jobs, liveService: greeting.liveService, from: `the Shotgraph at ${owner.address}` };
    }
  }
  const journal = join(environment.dataFolder, 'journal.jsonl');
  const kept = await keptJobs(journal, owner !== undefined, systemClock.now()).catch((error: unknown) => {
    if (error instanceof StorageError) throw new CommandError(exitCodes.failed, error.message);
    throw error;
  });
  const live = createLiveService(environment, () => undefined);
  const all = kept?.records ?? [];
  const records = new Map(all.map((record) => [record.jobKey, record] as const));
  return {
    jobs: {
      known: async (keys) => ({ seq: 0, jobs: keys.flatMap((key) => records.get(key) ?? []) }),
      costs: async (path, kinds) => {
        const service = path === 'live' ? environment.serviceOrigin : path;
        return pastCosts(
          all.filter((record) => record.service === service),
          kinds,
        );
      },
      settings: async () => kept?.settings ?? noSettings,
      catalogue: async (service, model) => (service === 'live' ? live.catalogue(model) : undefined),
    },
    liveService: environment.serviceOrigin,
    from: kept === undefined ? 'an empty data folder' : 'the journal',
  };
}

async function realFolder(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return undefined;
    throw error;
  }
}
