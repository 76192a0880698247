import type { Verdict } from '../fact.ts';
import { type InvariantWatch, pairName } from './invariant.ts';

/** M3, M4: after an answer that may mean anything, nothing of that job leaves before a person decided. */
export function nothingAfterDoubt(): InvariantWatch {
  const last = new Map<string, { readonly name: string; readonly verdict: Verdict | 'open' }>();
  return {
    name: 'nothing is sent after an ambiguous answer without a decision of a person',
    seen(fact) {
      if (fact.kind === 'decided') last.delete(fact.pair.jobKey);
      if (fact.kind === 'answered' && fact.send.pair !== undefined) {
        last.set(fact.send.pair.jobKey, { name: pairName(fact.send.pair), verdict: fact.verdict });
      }
      if (fact.kind !== 'sending' || fact.send.pair === undefined) return undefined;
      const before = last.get(fact.send.pair.jobKey);
      const name = pairName(fact.send.pair);
      last.set(fact.send.pair.jobKey, { name, verdict: 'open' });
      const again = before?.name === name && before.verdict === 'accepted';
      if (before?.verdict === 'doubt' || before?.verdict === 'open' || again) {
        return `${name} leaves again, though the answer before was: ${before.verdict}`;
      }
      return undefined;
    },
  };
}
