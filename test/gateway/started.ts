import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readEnvironment } from '../../src/gateway/host/environment.ts';
import { loadSessionValue } from '../../src/gateway/host/session-value.ts';
import { startGateway, type RunningGateway } from '../../src/gateway/serve.ts';
import { createHttpJobClient } from '../../src/runtime/client/http-job-client.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import { temporaryFolder } from './host/temporary-folder.ts';

/** A small build of an app: a page, a script with a hash in its name, an icon. */
export async function builtApp(): Promise<string> {
  const folder = join(await temporaryFolder(), 'app');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>Shotgraph</title></head><body></body></html>',
  );
  await writeFile(join(folder, 'assets', 'main-Ab12Cd34.js'), 'export const answer = 42;');
  await writeFile(join(folder, 'assets', 'worker-Ab12Cd34.js'), 'postMessage(1);');
  await writeFile(join(folder, 'assets', 'font-Ab12Cd34.woff2'), 'font');
  await writeFile(join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'strange.xyz'), 'strange');
  return folder;
}

export interface Started extends RunningGateway {
  readonly folder: string;
  readonly app: string;
  readonly session: string;
  readonly port: number;
  readonly client: JobClient;
  /** Lines of the log so far. */
  readonly log: string[];
  readonly printed: string[];
}

/** A gateway on a free port over a folder of its own, or a given one; stopped with the test. */
export async function started(
  variables: Readonly<Record<string, string>> = {},
  places: { readonly folder?: string; readonly app?: string; readonly graphs?: string } = {},
): Promise<Started> {
  const folder = places.folder ?? join(await temporaryFolder(), 'data');
  const app = places.app ?? (await builtApp());
  const log: string[] = [];
  const printed: string[] = [];
  const gateway = await startGateway({
    environment: readEnvironment(
      { PORT: '0', SHOTGRAPH_SANDBOX_SPEED: '60', ...variables, SHOTGRAPH_DATA_DIR: folder },
      '/nonexistent',
    ),
    version: '1.2.3',
    appFolder: app,
    graphsFolder: places.graphs ?? join(folder, 'no-graphs'),
    print: (line) => printed.push(line),
    writeLog: (line) => log.push(line),
  });
  onTestFinished(() => gateway.stop());
  const session = await loadSessionValue(folder);
  const client = createHttpJobClient({ base: gateway.address, session, fetch });
  return { ...gateway, folder, app, session, port: Number(new URL(gateway.address).port), client, log, printed };
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface RawWish {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
}

/** One request with exactly these headers, Host included: what a browser would not let a page choose. */
export function raw(port: number, { method = 'GET', path = '/', headers = {}, body }: RawWish): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const wish = {
      host: '127.0.0.1',
      port,
      method,
      path,
      headers,
      setHost: !('host' in headers),
      agent: false,
    } as const;
    const outgoing = http.request(wish, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
