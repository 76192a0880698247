import type { Finding } from './problem.ts';
import type { Medium } from './socket.ts';

/**
 * What stops an operation over a medium of which only a typed address is known: an operation works on bytes, and neither a
 * page nor the gateway reads what stands at any address.
 */
export function onlyAddress(name: string): Finding {
  return {
    code: 'only-address',
    severity: 'error',
    reason: `Only the address of ${name} is known: what stands there cannot be read here.`,
    remedy: 'Save the file, and choose it in its node instead of the address.',
  };
}

/** The media among an operation's inputs whose bytes are out of reach, one Finding each. */
export function unreadable(media: readonly Medium[]): readonly Finding[] {
  return media.flatMap(({ ref, name }) => ('url' in ref ? [onlyAddress(name ?? 'a linked clip')] : []));
}
