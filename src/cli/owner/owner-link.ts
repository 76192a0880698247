import { DataFolderError } from '../../gateway/host/data-folder.ts';
import type { RunningGateway } from '../../gateway/serve.ts';
import type { JobKey } from '../../graph/keys.ts';
import { createHttpJobClient } from '../../runtime/client/http-job-client.ts';
import type { RunClock } from '../../runtime/run/run-clock.ts';
import { GatewayUnreachable, type JobClient } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { greetOwner } from './greet-owner.ts';

/**
 * The way to the one process that owns the data folder and its jobs (M12): another that runs, or else this one. When the
 * other ends, this finds the next one or becomes it, and what was under way goes on.
 */
export interface OwnerLink {
  readonly jobs: JobClient;
  /** Origin of the live service, as the owner is set up for it. */
  readonly liveService: string;
  /** Where another process keeps the jobs; undefined while this one does. */
  readonly attachedTo: string | undefined;
  /** Aborted with a CommandError when there is no owner any more and none can be had. */
  readonly lost: AbortSignal;
  /** Ends the link, and what this process owns by it; what was being sent then has its answer. The records are the last known. */
  leave(keys: readonly JobKey[]): Promise<readonly JobRecord[]>;
}

export interface OwnerLinkPorts {
  /** For messages. */
  readonly folder: string;
  readonly version: string;
  readonly liveService: string;
  readonly session: () => Promise<string | undefined>;
  /** Starts an owner in this process. Rejects with a CommandError, whose cause is a DataFolderError where another one owns the folder. */
  readonly open: () => Promise<RunningGateway>;
  readonly say: (line: string) => void;
  readonly clock: RunClock;
  readonly fetch: typeof fetch;
  /** Ends every search. */
  readonly signal: AbortSignal;
}

interface Owner {
  readonly address: string;
  readonly session: string;
  readonly liveService: string;
  /** Of this process. */
  readonly own?: RunningGateway;
}

/** Milliseconds between two looks for an owner, and in all before a command gives up at its start. */
const lookAgainMs = 250;
const startPatienceMs = 10_000;

/** Finds the owner of the data folder, or becomes it. Rejects with a CommandError, or the reason of the signal. */
export async function linkToOwner(ports: OwnerLinkPorts): Promise<OwnerLink> {
  const { clock, say, signal } = ports;
  const lost = new AbortController();
  // Waiting for another process is work too: a sleep alone would let this one end.
  const alive = setInterval(() => undefined, 60_000);
  let left = false;
  let owner = await search(startPatienceMs).catch((error: unknown) => {
    clearInterval(alive);
    throw error;
  });
  let searching: Promise<void> | undefined;
  if (!owner.own) say(`Attached to the Shotgraph at ${owner.address}: it keeps the jobs.`);

  async function search(patienceMs: number): Promise<Owner> {
    const until = clock.now() + patienceMs;
    for (;;) {
      signal.throwIfAborted();
      const found = await look(ports);
      if ('session' in found) return found;
      if (clock.now() >= until) throw silent(ports.folder, found.address);
      await clock.sleep(lookAgainMs, signal);
    }
  }

  async function another(used: Owner): Promise<void> {
    try {
      const next = await search(Number.POSITIVE_INFINITY);
      owner = next;
      if (next.own) say(`The Shotgraph at ${used.address} has ended; this command keeps the jobs now.`);
      else if (next.address !== used.address) say(`Attached to the Shotgraph at ${next.address}.`);
    } catch (error) {
      if (error instanceof CommandError) lost.abort(error);
      throw error;
    }
  }

  /** The client speaks to whoever owns the jobs now; a call that got no answer is made once more to the next one: all are safe to repeat. */
  const toOwner: typeof fetch = async (path, init) => {
    if (left) throw new Error('the command has left the owner');
    const used = owner;
    const call = (to: Owner): Promise<Response> => {
      const headers = { ...(init?.headers as Record<string, string>), 'x-shotgraph-session': to.session };
      return ports.fetch(`${to.address}${path as string}`, { ...init, headers });
    };
    try {
      return await call(used);
    } catch (error) {
      if (init?.signal?.aborted || used.own) throw error;
      if (owner === used) await (searching ??= another(used).finally(() => (searching = undefined)));
      return call(owner);
    }
  };
  const jobs = createHttpJobClient({ base: '', session: '', fetch: toOwner });

  return {
    jobs,
    liveService: owner.liveService,
    get attachedTo() {
      return owner.own ? undefined : owner.address;
    },
    lost: lost.signal,
    async leave(keys) {
      clearInterval(alive);
      // A search that just made this process the owner is waited for, so that it ends as one.
      await searching?.catch(() => undefined);
      const { own } = owner;
      if (own) {
        left = true;
        await own.stop();
        return own.owner.known(keys).jobs;
      }
      const last = left ? [] : await lastRecords(jobs, keys);
      left = true;
      return last;
    },
  };
}

async function look(ports: OwnerLinkPorts): Promise<Owner | { readonly address: string | undefined }> {
  const { open, session, liveService, version, fetch } = ports;
  let address: string | undefined;
  try {
    const own = await open();
    return { address: own.address, session: (await session()) ?? '', liveService, own };
  } catch (error) {
    const taken = error instanceof CommandError ? error.cause : undefined;
    if (!(taken instanceof DataFolderError && taken.why === 'owned')) throw error;
    address = taken.ownerAddress;
  }
  if (address === undefined) return { address };
  const value = await session();
  const greeting = await greetOwner(address, { version, session: value, fetch });
  if (greeting.kind === 'refused') throw new CommandError(exitCodes.failed, greeting.reason);
  if (greeting.kind === 'silent' || value === undefined) return { address };
  return { address, session: value, liveService: greeting.liveService };
}

function silent(folder: string, address: string | undefined): CommandError {
  const where = address === undefined ? 'which has not said where it listens' : `at ${address}, which does not answer`;
  return new CommandError(exitCodes.failed, `The data folder ${folder} is owned by a running Shotgraph ${where}.`);
}

async function lastRecords(jobs: Pick<JobClient, 'known'>, keys: readonly JobKey[]): Promise<readonly JobRecord[]> {
  if (keys.length === 0) return [];
  try {
    return (await jobs.known(keys)).jobs;
  } catch (error) {
    if (error instanceof GatewayUnreachable) return [];
    throw error;
  }
}
