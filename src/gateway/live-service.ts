import type { Downloads, ServicePorts, Transport } from '../runtime/jobs/ports.ts';
import { readCatalogue, type CatalogueReading } from '../runtime/runcomfy/read-catalogue.ts';
import { UnusableId } from '../runtime/runcomfy/endpoints.ts';
import type { CatalogueEntry, Health } from '../runtime/wire/messages.ts';
import type { Environment } from './host/environment.ts';
import { createDownloads } from './host/downloads.ts';
import { createHttpsTransport } from './host/https-transport.ts';
import { withoutEcho } from './host/without-echo.ts';
import type { Log } from './host/log.ts';
import { systemClock } from './host/system-clock.ts';
import { readToken, TokenFileError } from './host/token.ts';

export type LiveState = Omit<Health['services']['live'], 'service'>;

/** The configured API: its ports for the job core, its catalogue, and what is known of token and model. */
export interface LiveService {
  readonly ports: ServicePorts;
  /** What is known now; a changed token is asked about in the background. */
  state(): Promise<LiveState>;
  /** Asks the catalogue about the default model, which costs nothing: says whether the token is valid and the model exists. */
  check(): Promise<LiveState>;
  catalogue(model: string): Promise<CatalogueEntry | undefined>;
}

/** What can be set besides the environment: tests trust certificates, the doctor watches what is exchanged. */
export interface LiveOptions {
  /** Certificates to trust besides the system's, in PEM. */
  readonly ca?: string;
  readonly watch?: Watch;
}
/** Stands around what answers, which is free of the token by then, and around what fetches results. */
export interface Watch {
  readonly transport: (transport: Transport) => Transport;
  readonly downloads: (downloads: Downloads) => Downloads;
}

/** The model that a new generation asks for (facts/runcomfy-api.md). */
export const defaultModel = 'bytedance/seedance-v2/pro';
/** Milliseconds between two tries to learn about the same token. */
const askAgainMs = 30_000;

/** Reaches the service that the environment names; the token is read anew for every request (U02). */
export function createLiveService(environment: Environment, log: Log, { ca, watch }: LiveOptions = {}): LiveService {
  const base = environment.serviceOrigin;
  const trust = ca === undefined ? {} : { ca };
  let known: { readonly token: string | undefined; readonly state: LiveState; readonly at: number } | undefined;
  let asking: Promise<LiveState> | undefined;
  /** Said once, not with every request. */
  let complaint: string | undefined;

  async function token(): Promise<string | undefined> {
    const { token: given, tokenFile } = environment;
    try {
      return await readToken({ file: tokenFile, ...(given !== undefined && { environment: given }) });
    } catch (error) {
      // A token file that became unusable is no token: jobs wait for one, and the log says why.
      if (!(error instanceof TokenFileError)) throw error;
      if (complaint !== error.message) log('token_file', { reason: error.message });
      complaint = error.message;
      return undefined;
    }
  }

  const safe = withoutEcho(createHttpsTransport(trust));
  const direct = watch?.transport(safe) ?? safe;
  const fetching = createDownloads({ hosts: environment.mediaHosts, ...trust });
  const transport: Transport = {
    async send(request, signal) {
      const answer = await direct.send(request, signal);
      if (answer.kind === 'answer' && answer.status === 401) {
        const state: LiveState = { token: 'refused', model: known?.state.model ?? 'unknown' };
        // Of the token that was sent: there may be a new one by now, about which nothing is known.
        const sent = request.headers.authorization?.replace(/^Bearer /, '');
        known = { token: sent, state, at: systemClock.now() };
      }
      return answer;
    },
  };

  async function ask(present: string | undefined): Promise<LiveState> {
    const reading = present === undefined ? undefined : await read(defaultModel, present);
    const state = stateOf(reading);
    known = { token: present, state, at: systemClock.now() };
    if (present !== undefined) log('live_service', { service: base, token: state.token, model: state.model });
    return state;
  }

  function read(model: string, present: string): Promise<CatalogueReading> {
    return readCatalogue({ base, transport: direct, token: present }, model, systemClock.now);
  }

  async function check(): Promise<LiveState> {
    const present = await token();
    asking ??= ask(present).finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    ports: {
      base,
      transport,
      downloads: watch?.downloads(fetching) ?? fetching,
      token,
      takesAll: false,
    },
    check,
    async state() {
      const present = await token();
      const same = known !== undefined && known.token === present;
      if (present === undefined) return { token: 'none', model: same ? (known?.state.model ?? 'unknown') : 'unknown' };
      const open = known?.state.token === 'unchecked' && systemClock.now() - known.at > askAgainMs;
      if (!same || open) void check();
      return same && known !== undefined ? known.state : { token: 'unchecked', model: 'unknown' };
    },
    async catalogue(model) {
      const present = await token();
      if (present === undefined) return undefined;
      try {
        const reading = await read(model, present);
        return reading.kind === 'found' ? reading.entry : undefined;
      } catch (error) {
        if (error instanceof UnusableId) return undefined;
        throw error;
      }
    },
  };
}

function stateOf(reading: CatalogueReading | undefined): LiveState {
  if (reading === undefined) return { token: 'none', model: 'unknown' };
  if (reading.kind === 'found') return { token: 'valid', model: 'exists' };
  if (reading.kind === 'missing') return { token: 'valid', model: 'missing' };
  if (reading.kind === 'refused') return { token: 'refused', model: 'unknown' };
  return { token: 'unchecked', model: 'unknown' };
}
