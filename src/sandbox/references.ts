import { readDataUrl } from './data-url.ts';

/** How the model calls references: by kind and place, from 1 (facts/runcomfy-api.md, Writing prompts). */
export function referenceLines(kind: 'Image' | 'Video' | 'Audio', references: readonly string[]): string[] {
  return references.map((reference, n) => `${kind} ${n + 1}: ${describeReference(reference)}`);
}

/** Host and file name of an address, `clip` and the start of its request id for an own output, media type and size of a data: URL. */
export function describeReference(reference: string): string {
  const inline = readDataUrl(reference);
  if (inline) return `${inline.mediaType} ${sizeText(inline.size)}`;
  const url = new URL(reference);
  const ownClip = /^\/outputs\/([0-9a-f]{8})-[0-9a-f-]{27}\//.exec(url.pathname);
  if (ownClip) return `clip ${ownClip[1]}`;
  const file = url.pathname.split('/').findLast((part) => part !== '');
  return file === undefined ? url.hostname : `${url.hostname} ${readable(file)}`;
}

/** Percent escapes of a name as characters; a name with broken escapes stays as it is. */
function readable(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}
