import { type InvariantWatch, pairName } from './invariant.ts';

/** M11, M14: the yes to a quote, or a decision to send again, covers every live submit. */
export function onlyAgreed(): InvariantWatch {
  const agreed = new Map<string, number>();
  const change = (name: string, by: number): void => void agreed.set(name, (agreed.get(name) ?? 0) + by);
  return {
    name: 'nothing live is sent outside of the agreed pairs',
    seen(fact) {
      if (fact.kind === 'agreed' || fact.kind === 'withdrawn') {
        for (const pair of fact.pairs) change(pairName(pair), fact.kind === 'agreed' ? 1 : -1);
      }
      if (fact.kind === 'decided' && fact.decision === 'send_again') {
        change(pairName({ jobKey: fact.pair.jobKey, attempt: fact.pair.attempt + 1 }), 1);
      }
      if (fact.kind === 'decided' && fact.decision === 'not_sent') change(pairName(fact.pair), 1);
      if (fact.kind !== 'sending' || fact.send.service !== 'live' || fact.send.pair === undefined) return undefined;
      const name = pairName(fact.send.pair);
      return (agreed.get(name) ?? 0) > 0 ? undefined : `nobody agreed to ${name}`;
    },
  };
}
