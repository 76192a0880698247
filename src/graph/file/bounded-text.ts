// Control characters, lone surrogates, and those that turn the direction of the text around them or show nothing (G14).
const unshowable = /[\p{Cc}\p{Cs}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Text of a file as a Problem may quote it: at most 60 characters, nothing in it that moves or hides what stands around. */
export function boundedText(text: string): string {
  const shown = text.slice(0, 60);
  return `${shown.replace(unshowable, '\ufffd')}${shown.length < text.length ? '…' : ''}`;
}
