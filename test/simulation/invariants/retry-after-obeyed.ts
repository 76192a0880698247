import type { InvariantWatch } from './invariant.ts';

/** H10, H11, H13: whoever was asked to wait sends nothing to that service meanwhile; a clock that was set says nothing. */
export function retryAfterObeyed(): InvariantWatch {
  const waits = new Map<string, { readonly until: number; readonly offset: number }>();
  return {
    name: 'nothing is sent while the service asked to wait',
    seen(fact) {
      if (fact.kind === 'answered' && fact.waitMs !== undefined) {
        const { life, service } = fact.send;
        waits.set(`${life} ${service}`, { until: fact.at + fact.waitMs, offset: fact.offset });
      }
      if (fact.kind !== 'sending') return undefined;
      const { life, service, prompt, at, offset } = fact.send;
      const wait = waits.get(`${life} ${service}`);
      if (wait === undefined || wait.offset !== offset || at >= wait.until) return undefined;
      return `"${prompt}" leaves ${wait.until - at} ms too early`;
    },
  };
}
