/** What a call asks for, by method and path. `model` and `id` are as they stand in the path. */
export type Route =
  | { readonly operation: 'submit'; readonly model: string }
  | { readonly operation: 'model'; readonly model: string }
  | { readonly operation: 'models' }
  | { readonly operation: 'status' | 'result' | 'cancel'; readonly id: string }
  | { readonly operation: 'output'; readonly id: string }
  | { readonly operation: 'unknown' }
  | { readonly operation: 'wrong_method'; readonly allow: string };
export type Operation = Route['operation'];

/** Finds the route of a call. A model id holds slashes, unescaped (facts/runcomfy-api.md, Submit). */
export function matchRoute(method: string, path: string): Route {
  const model = /^\/v1\/models\/(.+)$/.exec(path)?.[1];
  if (model !== undefined) {
    if (method === 'POST') return { operation: 'submit', model };
    return method === 'GET' ? { operation: 'model', model } : { operation: 'wrong_method', allow: 'GET, POST' };
  }
  if (path === '/v1/models') return only('GET', method, { operation: 'models' });
  const [, id, call] = /^\/v1\/requests\/([^/]+)\/(status|result|cancel)$/.exec(path) ?? [];
  if (id !== undefined) {
    if (call === 'cancel') return only('POST', method, { operation: 'cancel', id });
    return only('GET', method, { operation: call === 'status' ? 'status' : 'result', id });
  }
  const clip = /^\/outputs\/([^/]+)\/0\.mp4$/.exec(path)?.[1];
  if (clip === undefined) return { operation: 'unknown' };
  return method === 'HEAD' ? { operation: 'output', id: clip } : only('GET', method, { operation: 'output', id: clip });
}

function only(allowed: 'GET' | 'POST', method: string, route: Route): Route {
  if (method === allowed) return route;
  return { operation: 'wrong_method', allow: route.operation === 'output' ? 'GET, HEAD' : allowed };
}
