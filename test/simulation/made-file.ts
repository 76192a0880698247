import type { OutputKind } from '../../src/graph/media-ref.ts';

const names = { video: 'MP4', image: 'PNG' } as const;
export const mediaTypes = { video: 'video/mp4', image: 'image/png' } as const;

/** A clip or picture of the simulated world: text that says how long it is, so that a cut one is told from a whole one. */
export function madeFile(kind: OutputKind, text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${names[kind]} ${text.length}:${text}`);
}

/** What the gateway's own look at media says, for such files. */
export function checkMadeFile(
  bytes: Uint8Array,
  kind: OutputKind,
): { readonly ok: true; readonly mediaType: string } | { readonly ok: false; readonly reason: string } {
  const match = /^(\w{3}) (\d+):(.*)$/s.exec(new TextDecoder().decode(bytes));
  const whole = match?.[1] === names[kind] && match[3]?.length === Number(match[2]);
  return whole ? { ok: true, mediaType: mediaTypes[kind] } : { ok: false, reason: `It is no whole ${kind}.` };
}
