import { Hono } from 'hono';
import type { Context } from 'hono';
import type { JobOwner } from '../runtime/jobs/ports.ts';
import type { ServicePath } from '../runtime/wire/job-client.ts';
import type { CatalogueEntry, Health } from '../runtime/wire/messages.ts';
import type { AppFiles } from './app-files.ts';
import type { FileBytes } from './host/file-bytes.ts';
import type { Log } from './host/log.ts';
import { jobRoutes } from './job-routes.ts';
import { judgeRequest } from './judge-request.ts';
import { mediaRoutes } from './media-routes.ts';
import { refusalOf } from './refusal-of.ts';
import { refuse } from './refusal.ts';
import type { Route } from './route.ts';
import { serviceRoutes } from './service-routes.ts';
import { storageRoutes } from './storage-routes.ts';

/** What the gateway is put together from. */
export interface GatewayParts {
  /** Its own origin, such as `http://127.0.0.1:4173`. */
  readonly origin: string;
  readonly session: string;
  /** Origin of the live service: a job for any other is refused (SEC08). */
  readonly liveService: string;
  readonly owner: JobOwner;
  readonly bytes: FileBytes;
  /** The data folder. */
  readonly folder: string;
  /** Opens the system's file manager at a file of it; false where there is none. */
  readonly showFile: (path: string) => Promise<boolean>;
  readonly app: AppFiles;
  readonly health: () => Promise<Health>;
  /** Undefined where the catalogue cannot be asked. */
  readonly catalogue: (service: ServicePath, model: string) => Promise<CatalogueEntry | undefined>;
  readonly log: Log;
}

/** The local server as a fetch handler. Never rejects. */
export interface Gateway {
  fetch(request: Request): Promise<Response>;
}

/** The local server (design.md, Gateway): rules first, then a fixed table of routes, then the app. */
export function createGateway(parts: GatewayParts): Gateway {
  // Left to itself Hono unescapes a path before it looks for the route: the rules would have judged another path than it serves.
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname });
  const routes: readonly Route[] = [
    ...jobRoutes(parts),
    ...mediaRoutes(parts),
    ...serviceRoutes(parts),
    ...storageRoutes(parts),
  ];
  for (const { path, methods } of routes) {
    for (const [method, handle] of Object.entries(methods)) app.on(method, path, (context) => handle(context));
    const allow = Object.keys(methods).flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
    app.all(path, () => wrongMethod(allow.join(', ')));
  }
  app.all('/api', () => noSuchRoute());
  app.all('/api/*', () => noSuchRoute());
  app.all('*', (context) => parts.app.answer(context.req.raw));
  app.onError((error, context) => failed(error, context, parts.log));

  return {
    async fetch(request) {
      const url = new URL(request.url);
      const verdict = judgeRequest(
        {
          method: request.method,
          path: url.pathname,
          query: url.search,
          header: (name) => request.headers.get(name) ?? undefined,
        },
        parts.origin,
        parts.session,
      );
      if (verdict.kind === 'redirect') return redirect(verdict.to);
      if (verdict.kind === 'refuse') {
        parts.log('refused', { method: request.method, path: url.pathname, code: verdict.refusal.code });
        return refuse(verdict.status, verdict.refusal);
      }
      // No route of the API needs an escaped character, so an escaped one is never decoded into another route.
      if (/^\/api(\/|$)/.test(url.pathname) && /[%\\]|\/\//.test(url.pathname)) return noSuchRoute();
      return app.fetch(request);
    },
  };
}

function redirect(to: string): Response {
  return refuse(307, { code: 'moved', reason: 'The gateway answers at its own address.' }, { location: to });
}

function noSuchRoute(): Response {
  return refuse(404, { code: 'no-such-route', reason: 'The gateway has no such route.' });
}

function wrongMethod(allow: string): Response {
  return refuse(405, { code: 'wrong-method', reason: `This route takes ${allow}.` }, { allow });
}

function failed(error: unknown, context: Context, log: Log): Response {
  const known = refusalOf(error);
  const { method, path } = context.req;
  const status = known?.status ?? 500;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  log(known === undefined ? 'broke' : 'declined', { method, path, status, code: known?.refusal.code, reason });
  if (known !== undefined) return refuse(known.status, known.refusal);
  const refusal = { code: 'internal', reason: 'The gateway failed at this request.', remedy: 'See its log.' };
  return refuse(500, refusal);
}
