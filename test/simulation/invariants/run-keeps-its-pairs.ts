import type { InvariantWatch } from './invariant.ts';

/** M11: what was agreed is durable with the Run, and never changes afterwards. */
export function runKeepsItsPairs(): InvariantWatch {
  const first = new Map<string, string>();
  return {
    name: 'a Run keeps the pairs that were agreed',
    seen(fact) {
      if (fact.kind !== 'run kept') return undefined;
      const { id, agreed } = fact.run;
      const pairs = JSON.stringify(agreed);
      const before = first.get(id) ?? pairs;
      first.set(id, before);
      return before === pairs ? undefined : `Run ${id} was agreed as ${before} and stands as ${pairs}`;
    },
  };
}
