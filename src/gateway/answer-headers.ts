/** On every answer, static files too (SEC10, SEC31). */
export const commonHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** On every JSON answer. */
export const jsonHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
};

const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob: https:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];
const trustedTypes = ["require-trusted-types-for 'script'", 'trusted-types lit-html default'];

/** The Content-Security-Policy of page and worker scripts (SEC20). Development drops the Trusted Types part: Vite's client has none. */
export function contentSecurityPolicy(dev: boolean): string {
  return (dev ? policy : [...policy, ...trustedTypes]).join('; ');
}

/** On the page and every static file. */
export function pageHeaders(dev: boolean): Readonly<Record<string, string>> {
  return { ...commonHeaders, 'content-security-policy': contentSecurityPolicy(dev) };
}
