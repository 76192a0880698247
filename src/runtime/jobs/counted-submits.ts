import type { Core } from './core.ts';

/** When the submits of a service left that its spend guard counts: those since a person last lifted it. */
export function countedSubmits(core: Pick<Core, 'ledger' | 'gate'>, service: string): readonly number[] {
  const { guardLiftedAt } = core.gate(service);
  return core.ledger.submits(service).flatMap(({ at }) => (at > guardLiftedAt ? [at] : []));
}
