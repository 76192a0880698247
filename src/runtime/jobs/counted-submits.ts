import type { Core } from './core.ts';

/** When the submits of a service left that its spend guard counts (milliseconds since 1970). */
export function countedSubmits({ ledger }: Pick<Core, 'ledger'>, service: string): readonly number[] {
  return ledger.submits(service).map(({ at }) => at);
}
