/** What a line of the log can hold. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;
export type Log = (event: string, fields?: LogFields) => void;

/** Never written, whatever a caller hands over (SEC15). */
const silent = new Set(['authorization', 'token', 'session', 'prompt', 'request', 'body', 'cookie']);

/** One JSON line for each event: no token, no prompt, addresses without their query (SEC15). `now` is in milliseconds. */
export function createLog(write: (line: string) => void, now: () => number): Log {
  return (event, fields = {}) => {
    const kept = Object.entries(fields).flatMap(([name, value]) =>
      value === undefined || silent.has(name.toLowerCase()) ? [] : [[name, clean(value)] as const],
    );
    write(`${JSON.stringify({ at: new Date(now()).toISOString(), event, ...Object.fromEntries(kept) })}\n`);
  };
}

function clean(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string') return value;
  return value
    .replace(/(\bhttps?:\/\/)[^/\s"'@]*@/gi, '$1')
    .replace(/(\bhttps?:\/\/[^\s"'?#]*)[?#][^\s"']*/gi, '$1')
    .replace(/\b(bearer)\s+\S+/gi, '$1 …')
    .replace(/^(\/[^\s?#]*)[?#].*$/, '$1')
    .slice(0, 2000);
}
