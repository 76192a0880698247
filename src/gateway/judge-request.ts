import { timingSafeEqual } from 'node:crypto';
import type { Refusal } from '../runtime/wire/messages.ts';

/** What decides whether a request may come in. `header` answers undefined for an absent one; `path` begins with a slash. */
export interface RequestFacts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  header(name: string): string | undefined;
}

export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'refuse'; readonly status: number; readonly refusal: Refusal };

/** Carries the session value on every call to `/api` (SEC03). */
export const sessionHeader = 'x-shotgraph-session';

/**
 * The rules SEC02 to SEC05, in one place for pages, files and the API: own Host everywhere; under `/api` own Origin, a
 * same-origin fetch and the session value. `origin` is such as `http://127.0.0.1:4173`.
 */
export function judgeRequest(facts: RequestFacts, origin: string, session: string): Verdict {
  const own = new URL(origin);
  const host = facts.header('host');
  if (host !== own.host) {
    const here =
      host === own.host.replace('127.0.0.1', 'localhost') && (facts.method === 'GET' || facts.method === 'HEAD');
    if (here) return { kind: 'redirect', to: `${own.origin}${facts.path}${facts.query}` };
    return no('wrong-host', 'This gateway answers only under its own address.', `Open ${origin}.`);
  }
  if (facts.path !== '/api' && !facts.path.startsWith('/api/')) return { kind: 'pass' };
  const from = facts.header('origin');
  if (from !== undefined && from !== own.origin) {
    return no('wrong-origin', 'The request comes from another page.', `Open ${origin}.`);
  }
  const site = facts.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') {
    return no('cross-site', 'The request comes from another site.', `Open ${origin}.`);
  }
  if (!sameText(facts.header(sessionHeader) ?? '', session)) {
    return no('no-session', 'The session value is missing or wrong.', 'Reload the page.');
  }
  return { kind: 'pass' };
}

/** Constant in time for texts of the session value's length; only the length itself can be told. */
function sameText(given: string, wanted: string): boolean {
  const one = Buffer.from(given);
  const other = Buffer.from(wanted);
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

function no(code: string, reason: string, remedy: string): Verdict {
  return { kind: 'refuse', status: 403, refusal: { code, reason, remedy } };
}
