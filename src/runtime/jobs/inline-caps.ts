/** Bytes that may go inline to a live service (facts/runcomfy-api.md, Files), by what a media type begins with. */
const caps: readonly (readonly [prefix: string, bytes: number])[] = [
  ['image/', 6 * 1024 * 1024],
  ['video/', 32 * 1024 * 1024],
  ['audio/', 16 * 1024 * 1024],
];
/** Bytes of all inline media of one request together. */
export const inlineTotalCap = 64 * 1024 * 1024;

/** Why bytes may not go inline, as a sentence; undefined where they may. */
export function inlineObstacle(mediaType: string, size: number): string | undefined {
  const cap = caps.find(([prefix]) => mediaType.startsWith(prefix))?.[1];
  if (cap === undefined) return `Media of the type ${mediaType} cannot be sent inline.`;
  if (size <= cap) return undefined;
  return `A medium of ${mebibytes(size)} MiB is larger than the ${mebibytes(cap)} MiB that can be sent inline.`;
}

function mebibytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1).replace(/\.0$/, '');
}
