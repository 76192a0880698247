import { daysSince1970 } from './days-since-1970.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const pattern = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;

/** An HTTP date such as `Sun, 06 Nov 1994 08:49:37 GMT`, as milliseconds since 1970; undefined for anything else. */
export function httpDate(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, day, name, year, hours, minutes, seconds] = match;
  const month = months.indexOf(name ?? '');
  if (month < 0) return undefined;
  const days = daysSince1970(Number(year), month + 1, Number(day));
  return (((days * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
