import { parseSpendLimits } from '../../../src/runtime/jobs/spend-guard.ts';
import { type InvariantWatch, pairName } from './invariant.ts';

/**
 * SEC12, M14: in no window of the spend guard more is charged than it allows, but for what was charged before a person lifted
 * it. Windows go by the times that the disk keeps, as the guard's own do.
 */
export function insideTheGuard(spendGuard: string): InvariantWatch {
  const limits = parseSpendLimits(spendGuard) ?? [];
  const sentAt = new Map<string, number>();
  let charged: number[] = [];
  return {
    name: 'never more is charged than the spend guard allows',
    seen(fact) {
      if (fact.kind === 'durable' && fact.event.type === 'submitting') sentAt.set(pairName(fact.event), fact.event.at);
      if (fact.kind === 'continued' && fact.spendGuard && fact.service === 'live') charged = [];
      if (fact.kind !== 'charged' || fact.send.service !== 'live' || fact.send.pair === undefined) return undefined;
      const at = sentAt.get(pairName(fact.send.pair)) ?? fact.send.at + fact.send.offset;
      charged.push(at);
      const broken = limits.find(
        ({ submits, perMs }) => charged.filter((one) => one > at - perMs && one <= at).length > submits,
      );
      return broken && `${pairName(fact.send.pair)} is one more than ${broken.text}`;
    },
  };
}
