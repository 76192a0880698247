/** Media types that are stored, and the ending of their plain files. SVG is not among them: it can carry script. */
export const mediaEndings: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/tiff': 'tif',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
};

/** The ending of a file that nobody can play, kept all the same. */
export const unknownEnding = 'bin';

/** Every ending a stored file can have. */
export const storedEndings: readonly string[] = [...Object.values(mediaEndings), unknownEnding];

/** The ending for a media type. */
export function endingOf(mediaType: string): string {
  return Object.hasOwn(mediaEndings, mediaType) ? (mediaEndings[mediaType] ?? unknownEnding) : unknownEnding;
}

/** The media type for an ending without its dot. */
export function mediaTypeOf(ending: string): string {
  const pair = Object.entries(mediaEndings).find(([, candidate]) => candidate === ending);
  return pair?.[0] ?? 'application/octet-stream';
}
