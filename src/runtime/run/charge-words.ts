import type { Charge } from '../wire/charge.ts';
import { usdWords } from './words.ts';

/** "billed $0.42", "not billed" or "billed or not: unknown". */
export function chargeWords(charge: Charge): string {
  if (charge.kind === 'billed') return `billed ${usdWords(charge.usd)}`;
  return charge.kind === 'none' ? 'not billed' : 'billed or not: unknown';
}
