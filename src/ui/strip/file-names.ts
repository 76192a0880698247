/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const refused = /[\p{Cc}<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** A title as a file name on any system: no path, no device, at most 100 characters; `fallback` where nothing is left. */
export function fileName(title: string, fallback: string): string {
  const plain = Array.from(title.replace(refused, '_').replace(/\p{Cs}/gu, '_'))
    .slice(0, 100)
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return plain === '' || reserved.test(plain) ? fallback : plain;
}

/** A clip's file: shot and take, as in `SH010_t01.mp4`. */
export function clipFileName(name: string, take: number, mediaType: string): string {
  return `${fileName(name, 'shot')}_t${String(take).padStart(2, '0')}.${endingOf(mediaType)}`;
}

/** The ending for a media type. */
export function endingOf(mediaType: string): string {
  return mediaType.startsWith('video/quicktime') ? 'mov' : 'mp4';
}

/** Gives each name once: a second `SH010_t01.mp4` becomes `SH010_t01-2.mp4`. */
export function uniqueNames(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const dot = name.lastIndexOf('.');
    for (let n = 1; ; n++) {
      const whole = n === 1 ? name : `${name.slice(0, dot)}-${n}${name.slice(dot)}`;
      if (taken.has(whole.toLowerCase())) continue;
      taken.add(whole.toLowerCase());
      return whole;
    }
  };
}
