/**
 * Why an address cannot be a reference, as a sentence; undefined where it can. Only https with a public host name: no
 * userinfo, no IP literal, no punycode, no local name (faults.md G13; `z.url()` alone accepts `javascript:`).
 */
export function urlRefusal(text: string): string | undefined {
  if (text.length > 4096) return 'The address is longer than 4,096 characters.';
  if (/[\s\u0000-\u001f\u007f]/.test(text)) return 'The address contains white space.';
  if (!/^https:\/\/[^/\\]/i.test(text) || !URL.canParse(text))
    return 'Only addresses that begin with https:// and name a host can be references.';
  const url = new URL(text);
  // A dot at the end names the same host.
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (url.username !== '' || url.password !== '') return 'The address carries a user name or a password.';
  if (host.startsWith('[') || /^[0-9.]+$/.test(host)) return 'The address names a number instead of a host.';
  if (host.split('.').some((label) => label.startsWith('xn--')))
    return 'The host name contains letters that can imitate others (punycode).';
  if (!host.includes('.') || /\.(local|localhost|internal|lan|home|test|invalid)$/.test(host))
    return 'The host is not a public one: the service could not fetch it.';
  return undefined;
}

/** The host of an address that `urlRefusal` let through. */
export function hostOf(url: string): string {
  return new URL(url).host;
}
