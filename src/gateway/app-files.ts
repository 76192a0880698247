import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { pageHeaders } from './answer-headers.ts';
import { indexPage } from './index-page.ts';
import { refuse } from './refusal.ts';

/** Serves the app: everything that is not `/api`. Only called for requests that the rules let pass. */
export interface AppFiles {
  answer(request: Request): Promise<Response>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The built app, listed once at start: a path is looked up and never joined to a folder, so nothing outside can be reached
 * (SEC07). Files of `assets/` carry a hash in their names and may be kept for ever. Rejects where there is no build.
 */
export async function openAppFiles(folder: string, session: string): Promise<AppFiles> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, path).split(sep).join('/')}`, path);
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`there is no index.html in ${folder}`);
  const page = indexPage(await readFile(index, 'utf8'), session);
  const headers = pageHeaders(false);

  return {
    async answer(request) {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return refuse(405, { code: 'wrong-method', reason: 'Pages can only be read.' }, { allow: 'GET, HEAD' });
      }
      if (pathname === '/' || pathname === '/index.html') {
        return new Response(page, {
          headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
        });
      }
      const path = files.get(pathname);
      if (path === undefined) {
        return refuse(404, { code: 'no-such-page', reason: 'There is nothing at this address.' });
      }
      const type = types[extname(path).toLowerCase()];
      return new Response(await readFile(path), {
        headers: {
          ...headers,
          'content-type': type ?? 'application/octet-stream',
          ...(type === undefined && { 'content-disposition': 'attachment' }),
          'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
      });
    },
  };
}
