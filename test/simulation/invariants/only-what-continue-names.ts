import type { ServiceName } from '../fact.ts';
import { type InvariantWatch, pairName } from './invariant.ts';
import { type TrueHold, trueHolds } from './true-holds.ts';

/** M14: of what a hold keeps back, a Continue lets go only what it names; the rest waits until another one names it. */
export function onlyWhatContinueNames(): InvariantWatch {
  const holds = trueHolds();
  const serviceOf = new Map<string, ServiceName>();
  /** Attempts that are claimed, of which nothing was sent, by name. */
  const claimed = new Set<string>();
  /** Those that a Continue left where they were, and the hold that it lifted. */
  const left = new Map<string, TrueHold>();
  return {
    name: 'of what a hold keeps back a Continue lets go only what it names',
    seen(fact) {
      if (fact.kind === 'durable') {
        const { event } = fact;
        const name = pairName(event);
        if (event.type === 'claimed') serviceOf.set(name, event.service === 'sandbox' ? 'sandbox' : 'live');
        // What is returned was not created: it is to be sent again, under whatever hold there is by then.
        if (event.type === 'claimed' || event.type === 'returned') claimed.add(name);
        else claimed.delete(name);
      }
      if (fact.kind === 'continued') {
        const hold = holds.of(fact.service, fact.life);
        for (const pair of fact.pairs) left.delete(pairName(pair));
        const named = new Set(fact.pairs.map(pairName));
        for (const name of claimed) {
          if (hold !== undefined && serviceOf.get(name) === fact.service && !named.has(name)) left.set(name, hold);
        }
      }
      holds.see(fact);
      if (fact.kind !== 'sending' || fact.send.pair === undefined) return undefined;
      const name = pairName(fact.send.pair);
      const hold = left.get(name);
      // A hold that never reached the disk died with its life.
      if (hold === undefined || (hold.life !== fact.send.life && !hold.kept)) return undefined;
      return `${name} leaves, which no Continue named since ${fact.send.service} was held for ${hold.why}`;
    },
  };
}
