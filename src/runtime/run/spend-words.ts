import type { Spend, UnderWay } from '../wire/spend.ts';
import { usdWords } from './words.ts';

/** What was spent: "$3.40 + 2 of unknown cost, 1 may have cost something". */
export function spendWords({ usd, paid, unknown, maybe }: Spend): string {
  const known = paid > 0 || unknown + maybe === 0 ? [usdWords(usd)] : [];
  const open = unknown > 0 ? [`${unknown} of unknown cost`] : [];
  const perhaps = maybe > 0 ? [`${maybe} may have cost something`] : [];
  return [[...known, ...open].join(' + '), ...perhaps].filter((part) => part !== '').join(', ');
}

/** The same in the space of a badge: "$3.40 + 3 unknown". */
export function spendBrief({ usd, unknown, maybe }: Spend): string {
  return unknown + maybe > 0 ? `${usdWords(usd)} + ${unknown + maybe} unknown` : usdWords(usd);
}

/** What is on its way: "2 generations, quoted $1.50"; undefined of none. */
export function underWayWords({ count, quotedUsd, unquoted }: UnderWay): string | undefined {
  if (count === 0) return undefined;
  const generations = count === 1 ? '1 generation' : `${count} generations`;
  if (unquoted === count) return `${generations}, price unknown`;
  const rest = unquoted > 0 ? ` for ${count - unquoted} of ${count}; ${unquoted} unknown` : '';
  return `${generations}, quoted ${usdWords(quotedUsd)}${rest}`;
}
