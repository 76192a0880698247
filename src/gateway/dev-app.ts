import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pageHeaders } from './answer-headers.ts';
import { indexPage } from './index-page.ts';

/** Vite inside the gateway, for `npm run dev`: one origin, the same checks. */
export interface DevApp {
  /** Answers a request that the rules let pass and that is not under `/api`. */
  handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** Starts Vite as middleware over the project in `root`. Vite is a development dependency, so it is loaded only here. */
export async function startDevApp(root: string, server: Server, session: string): Promise<DevApp> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root,
    appType: 'custom',
    server: { middlewareMode: true, hmr: { server }, cors: false },
  });
  const headers = Object.entries(pageHeaders(true));

  async function page(outgoing: ServerResponse): Promise<void> {
    const html = await vite.transformIndexHtml('/', await readFile(join(root, 'index.html'), 'utf8'));
    outgoing.setHeader('content-type', 'text/html; charset=utf-8');
    outgoing.setHeader('cache-control', 'no-store');
    outgoing.end(indexPage(html, session));
  }

  return {
    async handle(incoming, outgoing) {
      for (const [name, value] of headers) outgoing.setHeader(name, value);
      const path = (incoming.url ?? '').split('?', 1)[0];
      if (path === '/' || path === '/index.html') return page(outgoing);
      return new Promise((resolve, reject) => {
        outgoing.once('close', resolve);
        vite.middlewares(incoming, outgoing, (error?: unknown) => {
          if (error !== undefined) {
            reject(error instanceof Error ? error : new Error('Vite failed', { cause: error }));
            return;
          }
          outgoing.statusCode = 404;
          outgoing.end();
        });
      });
    },
    close: () => vite.close(),
  };
}
