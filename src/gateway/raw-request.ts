import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused before anything reads it: a target that is not a plain path (absolute form, dot segments,
 * backslashes), or a Host given twice. Undefined for one that may go on.
 */
export function rawRefusal(incoming: Pick<IncomingMessage, 'url' | 'rawHeaders'>): string | undefined {
  const target = incoming.url ?? '';
  const path = target.split('?', 1)[0] ?? '';
  if (!path.startsWith('/')) return 'The target of the request is not a path.';
  if (!/^[\x21-\x7e]*$/.test(target) || /[\\#<>"^`{|}]/.test(path))
    return 'The path holds a character that must be escaped.';
  const dots = path.split('/').some((part) => /^(\.|%2e){1,2}$/i.test(part));
  if (dots) return 'The path holds dot segments.';
  const hosts = incoming.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  return hosts.length > 1 ? 'The request names two hosts.' : undefined;
}
