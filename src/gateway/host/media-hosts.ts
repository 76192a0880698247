import ipaddr from 'ipaddr.js';

/** Whether a result's address may be fetched: `trusted` is a whole origin from the list, exempt from https and address rules. */
export type MediaAddress =
  | { readonly ok: true; readonly url: URL; readonly trusted: boolean }
  | { readonly ok: false; readonly reason: string };

const hostPattern = /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/;

/** Reads `SHOTGRAPH_MEDIA_HOSTS`: host names, `*.` for every name below one, or whole origins, parted by commas. */
export function parseMediaHosts(text: string): { readonly hosts: readonly string[]; readonly mistake?: string } {
  const hosts = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const wrong = hosts.find((entry) => !hostPattern.test(entry) && !isOrigin(entry));
  if (wrong === undefined) return { hosts };
  return { hosts: [], mistake: `names "${wrong}", which is neither a host such as *.runcomfy.net nor an origin` };
}

/** Judges an address by SEC09 before anything is resolved: https, no userinfo, default port, host in the list. */
export function judgeMediaAddress(text: string, hosts: readonly string[]): MediaAddress {
  if (!URL.canParse(text)) return { ok: false, reason: 'is not an address' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return { ok: false, reason: 'holds a user name or password' };
  if (hosts.includes(url.origin) && url.origin !== 'null') return { ok: true, url, trusted: true };
  if (url.protocol !== 'https:') return { ok: false, reason: `is ${url.protocol}// and not https` };
  if (url.port !== '') return { ok: false, reason: `asks for port ${url.port}` };
  if (!hosts.some((entry) => hostMatches(url.hostname, entry))) {
    return { ok: false, reason: `is at ${url.hostname}, which is not among the media hosts` };
  }
  return { ok: true, url, trusted: false };
}

/** Whether a resolved address is one of the public internet: nothing private, loopback, link-local, shared, mapped or reserved. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}

function hostMatches(host: string, entry: string): boolean {
  return entry.startsWith('*.') ? host.endsWith(entry.slice(1)) && host.length > entry.length - 1 : host === entry;
}

function isOrigin(entry: string): boolean {
  return URL.canParse(entry) && /^https?:/.test(entry) && new URL(entry).origin === entry;
}
