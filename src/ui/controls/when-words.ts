const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dated = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** When something was, as `14:05` within the last half day, else with its date; milliseconds since 1970, as everywhere here. */
export function whenWords(at: number, now: number): string {
  return (Math.abs(now - at) < 12 * 3_600_000 ? clock : dated).format(at);
}

/** A day: `26 Nov 2026`. */
export function dayWords(at: number): string {
  return day.format(at);
}

/** A moment to the second, as it tells one request from another: `26 Nov 2026, 14:05:09`. */
export function momentWords(at: number): string {
  return moment.format(at);
}
