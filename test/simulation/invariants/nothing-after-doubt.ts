import type { Resolution } from '../../../src/runtime/wire/messages.ts';
import type { Pair, Verdict } from '../fact.ts';
import { type InvariantWatch, pairName } from './invariant.ts';

interface Tried {
  readonly attempt: number;
  readonly verdict: Verdict | 'open';
  /** What a person decided about it since. */
  decided?: Resolution['decision'];
}

/**
 * M3, M4, for each attempt: what was accepted, or may have been, is sent again only after a person said that it was not sent,
 * and another attempt follows one in doubt only after a person decided about that. Each such word counts for one submit.
 */
export function nothingAfterDoubt(): InvariantWatch {
  const last = new Map<string, Tried>();
  const before = ({ jobKey, attempt }: Pair): string | undefined => {
    const tried = last.get(jobKey);
    if (tried === undefined || tried.verdict === 'nothing') return undefined;
    if (tried.attempt === attempt) return tried.decided === 'not_sent' ? undefined : tried.verdict;
    return tried.verdict === 'accepted' || tried.decided !== undefined ? undefined : tried.verdict;
  };
  return {
    name: 'nothing is sent after an ambiguous answer without a decision of a person',
    seen(fact) {
      if (fact.kind === 'decided') {
        const tried = last.get(fact.pair.jobKey);
        if (tried?.attempt === fact.pair.attempt) tried.decided = fact.decision;
      }
      if (fact.kind === 'answered' && fact.send.pair !== undefined) {
        const { jobKey, attempt } = fact.send.pair;
        last.set(jobKey, { attempt, verdict: fact.verdict });
      }
      if (fact.kind !== 'sending' || fact.send.pair === undefined) return undefined;
      const { pair } = fact.send;
      const said = before(pair);
      last.set(pair.jobKey, { attempt: pair.attempt, verdict: 'open' });
      return said && `${pairName(pair)} leaves again, though the answer before was: ${said}`;
    },
  };
}
