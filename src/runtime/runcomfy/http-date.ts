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

/** Days from 1970-01-01 in the Gregorian calendar; a year begins in March here, so that the leap day comes last. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
