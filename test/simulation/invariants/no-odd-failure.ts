import type { InvariantWatch } from './invariant.ts';

/** Whatever the world does, the code never fails in a way that it does not know. */
export function noOddFailure(): InvariantWatch {
  return {
    name: 'nothing fails in a way that nobody expected',
    seen: (fact) => (fact.kind === 'failed oddly' ? `${fact.where}: ${fact.error}` : undefined),
  };
}
