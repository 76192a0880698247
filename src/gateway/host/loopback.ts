import ipaddr from 'ipaddr.js';

/** Whether an address can only reach this machine: 127.0.0.0/8, ::1 or `localhost` (RFC 6761). */
export function isLoopbackHost(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost') return true;
  return ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback';
}
