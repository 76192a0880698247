import { join } from 'node:path';
import type { Environment } from '../../gateway/host/environment.ts';
import { readToken, TokenFileError } from '../../gateway/host/token.ts';
import { StorageError, type Clock, type Transport } from '../../runtime/jobs/ports.ts';
import { presentAttempt, type JobRecord, type JobStatus } from '../../runtime/wire/job-record.ts';
import { keptJobs, type KeptJobs } from '../owner/kept-jobs.ts';
import { judgeCatalogue } from './catalogue-check.ts';
import { judgeClips } from './clips-check.ts';
import { judgeClock } from './clock-check.ts';
import type { Exchange } from './exchange.ts';
import type { Findings } from './findings.ts';
import { judgeFolder } from './folder-check.ts';
import { judgeJournal } from './journal-check.ts';
import { lookAtClips } from './look-at-clips.ts';
import { lookAtFolder, lookAtOwner } from './look-at-folder.ts';
import { lookAtNetwork, type NetworkLook } from './look-at-network.ts';
import { lookAtSandbox } from './look-at-sandbox.ts';
import { lookAtService } from './look-at-service.ts';
import { judgeModel } from './model-check.ts';
import { judgeNetwork } from './network-check.ts';
import { judgeNode } from './node-check.ts';
import { judgeOwner, type OwnerFacts } from './owner-check.ts';
import { judgeToken, type TokenFound } from './token-check.ts';
import type { Verdict } from './verdict.ts';

/** What the free checks work with. */
export interface ExaminePorts extends Pick<NetworkLook, 'resolve' | 'connect'> {
  readonly environment: Environment;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly engines: string;
  readonly clock: Pick<Clock, 'now'>;
  /** Watched: every exchange is in `exchanges` when it is over. */
  readonly transport: Transport;
  readonly exchanges: readonly Exchange[];
  /** Milliseconds that a step over the network may take. */
  readonly limitMs: number;
}

/** What the free checks found. */
export interface Examination extends Pick<Findings, 'models' | 'differences'> {
  readonly verdicts: readonly Verdict[];
}

/** Makes every free check: nothing is bought, and nothing is written into the data folder. */
export async function examine(ports: ExaminePorts): Promise<Examination> {
  const { environment, clock, limitMs } = ports;
  const { dataFolder, serviceOrigin: base } = environment;
  const folder = await lookAtFolder(dataFolder);
  const owner = folder.kind === 'folder' ? await lookAtOwner(dataFolder, ports.version) : undefined;
  const kept = await keptOrError(join(dataFolder, 'journal.jsonl'), owner, clock.now());
  const records = kept !== undefined && 'records' in kept ? kept.records : [];
  const network = await lookAtNetwork({
    service: base,
    mediaHosts: environment.mediaHosts,
    environment: ports.variables,
    limitMs,
    ...(ports.resolve && { resolve: ports.resolve }),
    ...(ports.connect && { connect: ports.connect }),
  });
  const { found, token } = await findToken(environment);
  const reached = network.connection?.ok === true;
  const service = reached
    ? await lookAtService({
        base,
        transport: ports.transport,
        exchanges: ports.exchanges,
        token,
        acceptedModels: kept !== undefined && 'records' in kept ? kept.settings.acceptedModels : {},
        now: clock.now,
        limitMs,
      })
    : { models: [], catalogue: undefined, clock: undefined, answerMs: undefined };
  const sent = service.models.find((answer) => answer.sent)?.reading;
  return {
    verdicts: [
      judgeNode(process.versions.node, ports.engines),
      judgeFolder(folder),
      judgeOwner(owner),
      judgeJournal(kept !== undefined && 'records' in kept ? { ...kept, jobs: countByStatus(kept.records) } : kept),
      judgeClips(await lookAtClips(join(dataFolder, 'media'), records)),
      judgeNetwork({ ...network, answerMs: service.answerMs }),
      judgeToken(found, token === undefined ? undefined : sent),
      judgeModel(service.models),
      judgeCatalogue(service.catalogue),
      judgeClock(service.clock),
      await lookAtSandbox(),
    ],
    models: service.models,
    differences: service.catalogue?.differences,
  };
}

async function keptOrError(
  journal: string,
  owner: OwnerFacts | undefined,
  now: number,
): Promise<KeptJobs | { readonly error: string } | undefined> {
  try {
    return await keptJobs(journal, owner !== undefined, now);
  } catch (error) {
    if (error instanceof StorageError) return { error: error.message };
    throw error;
  }
}

function countByStatus(records: readonly JobRecord[]): ReadonlyMap<JobStatus, number> {
  const counts = new Map<JobStatus, number>();
  for (const record of records) {
    const { status } = presentAttempt(record);
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}

async function findToken({ token: given, tokenFile: file }: Environment): Promise<{
  readonly found: TokenFound;
  readonly token: string | undefined;
}> {
  try {
    const token = await readToken({ file, ...(given !== undefined && { environment: given }) });
    const kind = token === undefined ? 'none' : given === undefined ? 'file' : 'environment';
    return { found: kind === 'none' ? { kind } : { kind, file }, token };
  } catch (error) {
    if (!(error instanceof TokenFileError)) throw error;
    return { found: { kind: 'unusable', reason: error.message }, token: undefined };
  }
}
