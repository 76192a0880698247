/**
 * The one door for addresses that go into `src` or `href` (SEC25): https and blob pass, all else is undefined. Lit does not
 * stop `javascript:` in attributes.
 */
export function safeUrl(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol } = new URL(address);
  return protocol === 'https:' || protocol === 'blob:' ? address : undefined;
}
