import { requestIdPattern } from '../../runtime/wire/job-record.ts';

const inAddress = /\/requests\/([A-Za-z0-9_-]{1,128})(?=[/?#\s]|$)/;
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi;

/** The request id in what a person typed or pasted: the id alone, an address that holds it, or a text with one UUID in it. */
export function requestIdIn(text: string): string | undefined {
  const typed = text.trim();
  if (requestIdPattern.test(typed)) return typed;
  const addressed = inAddress.exec(typed)?.[1];
  if (addressed !== undefined) return addressed;
  const found = new Set(typed.match(uuid)?.map((id) => id.toLowerCase()));
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
