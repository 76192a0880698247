/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Bytes of a name: file systems end at 255, and take, number and ending come behind it. */
const maxNameBytes = 200;

/** A title as a file name on any system: no path, no device, at most 100 characters; `fallback` where nothing is left. */
export function fileName(title: string, fallback: string): string {
  const whole = title
    .replace(/[\p{Cc}\p{Cs}<>:"/\\|?*\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const plain = cutName(whole).replace(/[.\s]+$/, '');
  return plain === '' || reserved.test(plain) ? fallback : plain;
}

function cutName(name: string): string {
  const encoder = new TextEncoder();
  let cut = '';
  let bytes = 0;
  for (const character of name) {
    bytes += encoder.encode(character).length;
    if (bytes > maxNameBytes || cut.length + character.length > 100) break;
    cut += character;
  }
  return cut;
}

/** A clip's name: shot and take, as in `SH010_t01`. */
export function clipName(title: string, take: number, fallback: string): string {
  return `${fileName(title, fallback)}_t${String(take).padStart(2, '0')}`;
}

const endings: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

/** The ending for a media type. */
export function endingOf(mediaType: string): string {
  return endings[mediaType.split(';')[0] ?? ''] ?? 'bin';
}

/** Gives each name once: a second `SH010_t01.mp4` becomes `SH010_t01-2.mp4`. */
export function uniqueNames(): (name: string, ending: string) => string {
  const taken = new Set<string>();
  return (name, ending) => {
    for (let n = 1; ; n++) {
      const whole = `${name}${n === 1 ? '' : `-${n}`}.${ending}`;
      if (taken.has(whole.toLowerCase())) continue;
      taken.add(whole.toLowerCase());
      return whole;
    }
  };
}
