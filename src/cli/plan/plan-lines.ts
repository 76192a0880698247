import { secondsWords } from '../../runtime/run/seconds-words.ts';
import { detailWords, receiverLines, sizeWords, sumLines } from '../quote-lines.ts';
import type { PlanAction, PlanRow } from './plan-rows.ts';
import type { PlanSight } from './plan-sight.ts';

const signs: Readonly<Record<PlanAction, string>> = {
  buy: '+',
  join: '~',
  reuse: '=',
  make: '·',
  blocked: '!',
  skipped: '-',
};

/** A plan as lines for a terminal: what would be bought, reused, joined and blocked, and what that comes to. */
export function planLines(sight: PlanSight): readonly string[] {
  const { document, service, from, rows, quote, price, accuracy, inlineAgreed } = sight;
  const rehearsal = service === 'sandbox';
  const width = Math.max(0, ...rows.map(({ title }) => title.length));
  const sums = rehearsal ? [`${quote.generations.length} to make; nothing is paid.`] : sumLines(quote, price, accuracy);
  return [
    `${document.title}, ${rehearsal ? 'rehearsed in the sandbox' : `live at ${service}`}; jobs as told by ${from}`,
    '',
    ...rows.flatMap((row) => rowLines(row, width, sight)),
    '',
    ...sums,
    ...receiverLines(quote),
    ...(quote.inline && !rehearsal && !inlineAgreed ? ['Inline media need an agreement: --inline.'] : []),
  ];
}

function rowLines(row: PlanRow, width: number, { service, price }: PlanSight): readonly string[] {
  const { action, title, generation, reason } = row;
  const rehearsal = service === 'sandbox';
  const word = rehearsal && action === 'buy' ? 'rehearse' : action;
  const head = `${signs[action]} ${word.padEnd(8)}  ${title.padEnd(width)}`;
  if (!generation) return [`${head}  ${reason ?? actionWords(row)}`.trimEnd()];
  const size = rehearsal
    ? `${secondsWords(generation.seconds)} at ${generation.resolution}`
    : sizeWords(generation, price);
  return [`${head}  ${size}`, ...detailWords(generation).map((line) => `${' '.repeat(12)}${line}`)];
}

function actionWords({ action, why, attempt = 1 }: PlanRow): string {
  if (action === 'join') return why === 'joins' ? `attempt ${attempt} is under way` : 'the same as another node’s';
  return action === 'make' ? 'here, for nothing' : '';
}
