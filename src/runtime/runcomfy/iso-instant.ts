import { daysSince1970 } from './days-since-1970.ts';

const pattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2}(?:\.\d{1,9})?)\s?(?:Z|([+-])(\d{2}):?(\d{2}))?$/i;

/** An ISO 8601 instant as milliseconds since 1970, in UTC where it names no zone; undefined for anything else. */
export function isoInstant(text: unknown): number | undefined {
  const match = typeof text === 'string' ? pattern.exec(text) : null;
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1);
  return (((daysSince1970(year, month, day) * 24 + hours) * 60 + minutes - offset) * 60 + seconds) * 1000;
}
