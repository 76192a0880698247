const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
};

/** The media type that a file's ending promises, of those the model takes (facts/runcomfy-api.md, Files); else undefined. */
export function mediaTypeOfName(name: string): string | undefined {
  const ending = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  return Object.hasOwn(types, ending) ? types[ending] : undefined;
}
