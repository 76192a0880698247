import type { Verdict } from './verdict.ts';

/** How far the way to the service could be gone. Times are in milliseconds. */
export interface NetworkFacts {
  readonly host: string;
  readonly lookup: Timed<readonly string[]>;
  /** To the connection, secured where it is https; `secured` says how. */
  readonly connection?: Timed<string>;
  /** To the first answer of the API; undefined where nothing was asked. */
  readonly answerMs?: number | undefined;
  /** Names of the proxy variables that are set: Shotgraph does not heed them. */
  readonly proxies: readonly string[];
  /** Hosts that results come from, and whether each has a public address. */
  readonly mediaHosts: readonly { readonly host: string; readonly says: string; readonly ok: boolean }[];
}

/** Something that took time, or why it failed. */
export type Timed<T> =
  | { readonly ok: true; readonly ms: number; readonly value: T }
  | { readonly ok: false; readonly reason: string };

/** Whether the service and the hosts of its results can be reached from here. */
export function judgeNetwork(facts: NetworkFacts): Verdict {
  const check = 'network';
  const { host, lookup, connection, answerMs, proxies, mediaHosts } = facts;
  const proxied = proxies.length > 0 ? ` ${proxies.join(' and ')} is set, and Shotgraph connects without a proxy.` : '';
  const details = [
    lookup.ok ? `${host}: ${lookup.value.length} addresses in ${ms(lookup.ms)}` : `${host}: ${lookup.reason}`,
    ...(connection === undefined
      ? []
      : [connection.ok ? `${connection.value} in ${ms(connection.ms)}` : connection.reason]),
    ...(answerMs === undefined ? [] : [`first answer after ${ms(answerMs)}`]),
    ...mediaHosts.map((media) => `${media.host}: ${media.says}`),
    ...(proxied === '' ? [] : [proxied.trim()]),
  ];
  const failed = !lookup.ok ? lookup : connection?.ok === false ? connection : undefined;
  if (failed !== undefined) {
    const says = `${host} cannot be reached: ${failed.reason}.${proxied}`;
    return { check, status: 'fail', says, remedy: 'Look at network, firewall and RUNCOMFY_MODEL_API_BASE.', details };
  }
  const lost = mediaHosts.filter(({ ok }) => !ok);
  if (mediaHosts.length > 0 && lost.length === mediaHosts.length) {
    const says = `${host} answers, but no host of its results has a public address here.${proxied}`;
    return { check, status: 'warn', says, remedy: 'Look at the name server: clips could not be fetched.', details };
  }
  const took = connection?.ok === true ? `, ${connection.value} in ${ms(connection.ms)}` : '';
  const says = `${host} is reached${took}${answerMs === undefined ? '' : `, answers after ${ms(answerMs)}`}.${proxied}`;
  return { check, status: proxied === '' ? 'ok' : 'warn', says, details };
}

function ms(time: number): string {
  return `${Math.round(time)} ms`;
}
