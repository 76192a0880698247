/** Whether a media type fits an `accept` list such as `image/png,image/*`. A list that says nothing takes anything. */
export function accepts(accept: string | undefined, type: string | undefined): boolean {
  const patterns = (accept ?? '').split(',').flatMap((pattern) => pattern.trim().toLowerCase() || []);
  if (patterns.length === 0) return true;
  if (type === undefined) return false;
  const [family = ''] = type.split('/', 1);
  return patterns.some((pattern) => pattern === type || pattern === `${family}/*` || pattern === '*/*');
}
