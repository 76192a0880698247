import type { InvariantWatch } from './invariant.ts';

/** M12: of all processes that live at a time, one writes the journal. */
export function oneOwner(): InvariantWatch {
  const writers = new Set<string>();
  return {
    name: 'no two living processes write one journal',
    seen(fact) {
      if (fact.kind === 'ended') writers.delete(fact.life);
      if (fact.kind !== 'journal written') return undefined;
      writers.add(fact.life);
      return writers.size > 1 ? `${[...writers].join(' and ')} both write` : undefined;
    },
  };
}
