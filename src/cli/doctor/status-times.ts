import { exchangesOf, type Exchange } from './exchange.ts';

/** When each status was first told, in seconds after the submit was answered, with the place in the queue. */
export function statusTimes(exchanges: readonly Exchange[]): readonly string[] {
  const submit = exchangesOf(exchanges, 'submit').at(-1);
  const asked = exchangesOf(exchanges, 'status');
  const begin = submit === undefined ? asked[0]?.at : submit.at + submit.ms;
  const lines: string[] = [];
  let before: unknown;
  for (const { at, ms, json } of asked) {
    if (typeof json !== 'object' || json === null || !('status' in json) || json.status === before) continue;
    before = json.status;
    const place = 'queue_position' in json ? `, place ${JSON.stringify(json.queue_position)}` : '';
    const after = ((at + ms - (begin ?? at)) / 1000).toFixed(1);
    lines.push(`${JSON.stringify(json.status).slice(0, 60)} ${after} s after the submit${place}`);
  }
  return lines;
}
