/** The most characters of a service's message that are ever shown (SEC32). */
export const messageLimit = 2000;

// Controls but for line breaks and tabs, zero-width characters, direction overrides and isolates.
const invisible = /(?![\n\t])[\p{Cc}\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

/** A text of several lines from a service or a file as it may be shown: bounded, without half or direction characters. */
export function longText(text: string, limit = messageLimit): string {
  const characters = Array.from(
    text
      .slice(0, limit * 2)
      .replace(invisible, ' ')
      .replace(/\p{Cs}/gu, '\uFFFD')
      .trim(),
  );
  const short = characters.length > limit || text.length > limit * 2;
  return short ? `${characters.slice(0, limit - 1).join('')}…` : characters.join('');
}

/** The first line of a text that holds anything, at most 200 characters. */
export function firstLine(text: string): string {
  const line =
    text
      .slice(0, 4000)
      .split('\n')
      .find((part) => part.trim() !== '') ?? '';
  return longText(line, 200);
}
