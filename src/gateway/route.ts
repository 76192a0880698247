import type { Context } from 'hono';
import { jsonHeaders } from './answer-headers.ts';

/** One line of the fixed table of routes (SEC07). Params stand in the path with their patterns; HEAD goes with GET. */
export interface Route {
  readonly path: string;
  readonly methods: Readonly<Partial<Record<'GET' | 'PUT' | 'POST', (context: Context) => Promise<Response>>>>;
}

/** How a hash stands in a path: 64 lower-case hex digits and nothing else. */
export const hashInPath = '{[0-9a-f]{64}}';
/** The services as paths name them. */
export const serviceInPath = '{sandbox|live}';

/** A param that the route's own path declares. */
export function param(context: Context, name: string): string {
  const value = context.req.param(name);
  if (value === undefined) throw new Error(`the route has no param ${name}`);
  return value;
}

/** A value as a JSON answer. */
export function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: jsonHeaders });
}

/** Done, with nothing to say. */
export function done(): Response {
  return json({});
}

/** Nobody has what was asked for: an answer, and no error that a browser would write to its console. */
export function nothing(): Response {
  const { 'content-type': _, ...headers } = jsonHeaders;
  return new Response(null, { status: 204, headers });
}
