import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { JobOwner } from '../runtime/jobs/ports.ts';
import type { Health } from '../runtime/wire/messages.ts';
import type { Faults } from '../sandbox/faults.ts';
import { openAppFiles, type AppFiles } from './app-files.ts';
import { startDevApp, type DevApp } from './dev-app.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { openDataFolder, type DataFolder } from './host/data-folder.ts';
import type { Environment } from './host/environment.ts';
import { createLog, type Log } from './host/log.ts';
import { loadSessionValue } from './host/session-value.ts';
import { showInFolder } from './host/show-in-folder.ts';
import { systemClock } from './host/system-clock.ts';
import { readToken } from './host/token.ts';
import { closeServer, createHttpServer, listenOnLoopback, StartError } from './http-server.ts';
import { judgeRequest } from './judge-request.ts';
import type { LiveState, Watch } from './live-service.ts';
import { openJobs } from './open-jobs.ts';
import { rawRefusal } from './raw-request.ts';
import { refuse } from './refusal.ts';

export interface GatewayOptions {
  readonly environment: Environment;
  readonly version: string;
  /** The built app, or with `dev` the project's own folder. */
  readonly appFolder: string;
  /** Pictures that ship with the project. */
  readonly graphsFolder: string;
  /** Serves the app by Vite, which is then needed; default the build. */
  readonly dev?: boolean;
  /** What goes wrong in the sandbox. */
  readonly faults?: Faults;
  /** Stands around the live service; the doctor watches what is exchanged. */
  readonly watch?: Watch;
  /** A line for the person who started it. */
  readonly print: (line: string) => void;
  /** One line of the log, with its line break. */
  readonly writeLog: (line: string) => void;
}

export interface RunningGateway {
  /** Such as `http://127.0.0.1:4173`. */
  readonly address: string;
  readonly owner: JobOwner;
  /** Resolves when nothing is sent any more, the port is free and the data folder may have another owner. */
  stop(): Promise<void>;
}

/**
 * Opens the data folder, listens on loopback and serves. Rejects, with nothing left open, with an error whose message is
 * one line for a person: DataFolderError, TokenFileError, StorageError or StartError.
 */
export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const { environment, print } = options;
  const log = createLog(options.writeLog, systemClock.now);
  const { token, tokenFile } = environment;
  await readToken({ file: tokenFile, ...(token !== undefined && { environment: token }) });
  const folder = await openDataFolder(environment.dataFolder);
  const closing: (() => Promise<void>)[] = [() => folder.release()];
  let stopping: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  const stop = (): Promise<void> => (stopping ??= closeAll());
  try {
    const { address, owner, live } = await compose(options, folder, log, closing);
    await folder.announce(address);
    print(`Shotgraph is at ${address}`);
    print('Sandbox: ready, nothing is paid there.');
    // The page does not wait for the service: what the catalogue says is printed when it comes.
    live.check().then(
      (state) => print(liveLine(environment.serviceOrigin, state)),
      (error: unknown) => log('broke', { reason: String(error) }),
    );
    return { address, owner, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function compose(options: GatewayOptions, folder: DataFolder, log: Log, closing: (() => Promise<void>)[]) {
  const { environment } = options;
  const session = await loadSessionValue(folder.path);
  let answer: ((incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>) | undefined;
  const server = createHttpServer(
    async (incoming, outgoing) => {
      if (answer !== undefined) return answer(incoming, outgoing);
      outgoing.writeHead(503, { 'retry-after': '1' }).end();
    },
    (error) => log('broke', { reason: String(error) }),
  );
  const address = await listenOnLoopback(server, environment.port);
  closing.push(() => closeServer(server));
  const jobs = await openJobs(environment, folder, options.graphsFolder, log, {
    ...(options.faults && { faults: options.faults }),
    ...(options.watch && { watch: options.watch }),
  });
  closing.push(() => jobs.close());
  const dev = options.dev === true ? await startDevApp(options.appFolder, server, session) : undefined;
  if (dev !== undefined) {
    closing.push(() => dev.close());
    guardUpgrades(server, address);
  }
  const app = dev === undefined ? await builtApp(options.appFolder, session) : notHere;
  const { owner, bytes, live, sandbox } = jobs;
  const health = async (): Promise<Health> => ({
    version: options.version,
    ...(owner.setAside > 0 && { damage: { setAside: owner.setAside, file: folder.journal } }),
    services: {
      sandbox: { service: 'sandbox' },
      live: { service: environment.serviceOrigin, ...(await live.state()) },
    },
  });
  const gateway = createGateway({
    origin: address,
    session,
    liveService: environment.serviceOrigin,
    owner,
    bytes,
    folder: folder.path,
    showFile: showInFolder,
    app,
    health,
    catalogue: (service, model) => (service === 'sandbox' ? sandbox : live).catalogue(model),
    log,
  });
  answer = answering(gateway, dev, address, session);
  return { address, owner, live };
}

function answering(gateway: Gateway, dev: DevApp | undefined, address: string, session: string) {
  const listener = getRequestListener((request) => gateway.fetch(request), { overrideGlobalObjects: false });
  const refused = (reason: string) =>
    getRequestListener(() => refuse(400, { code: 'bad-request', reason }), {
      overrideGlobalObjects: false,
      hostname: 'localhost',
    });
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const wrong = rawRefusal(incoming);
    if (wrong !== undefined) {
      incoming.url = '/';
      return refused(wrong)(incoming, outgoing);
    }
    const [path = '', query] = (incoming.url ?? '').split('?', 2);
    const api = path === '/api' || path.startsWith('/api/');
    if (dev === undefined || api) return listener(incoming, outgoing);
    const header = (name: string): string | undefined => incoming.headers[name]?.toString();
    const facts = { method: incoming.method ?? 'GET', path, query: query === undefined ? '' : `?${query}`, header };
    return judgeRequest(facts, address, session).kind === 'pass'
      ? dev.handle(incoming, outgoing)
      : listener(incoming, outgoing);
  };
}

/** Vite's socket for changed files obeys the same Host and Origin as everything else. */
function guardUpgrades(server: Server, address: string): void {
  server.prependListener('upgrade', (incoming, socket) => {
    const own = incoming.headers.host === new URL(address).host && incoming.headers.origin === address;
    if (!own) socket.destroy();
  });
}

async function builtApp(folder: string, session: string): Promise<AppFiles> {
  try {
    return await openAppFiles(folder, session);
  } catch (error) {
    throw new StartError(`The app is not built in ${folder} (${String(error)}). Run: npm run build`);
  }
}

/** In development Vite answers before the gateway is asked for a page. */
const notHere: AppFiles = {
  answer: async () => refuse(404, { code: 'no-such-page', reason: 'There is nothing at this address.' }),
};

function liveLine(service: string, { token, model }: LiveState): string {
  if (token === 'none') return 'RunComfy: no token yet. Run: shotgraph login';
  if (token === 'refused') return `RunComfy: ${service} refuses the token. Run: shotgraph login`;
  if (token === 'unchecked') return `RunComfy: ${service} could not be asked about the token yet.`;
  const missing =
    model === 'missing' ? ' The default model is not there under its old id; a run will offer the new one.' : '';
  return `RunComfy: the token is valid at ${service}.${missing}`;
}
