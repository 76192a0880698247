import { accuracyWords } from '../../runtime/run/price-words.ts';
import { addSpend, isSpent, nothingSpent } from '../../runtime/wire/spend-of.ts';
import { spendBrief, spendWords, underWayWords } from '../../runtime/run/spend-words.ts';
import { together } from '../../runtime/run/unsent-of.ts';
import type { Spend } from '../../runtime/wire/spend.ts';
import type { EditorState, Money } from '../editor/editor.ts';

/** One sum of money in words. */
export interface MoneyLine {
  readonly name: string;
  readonly words: string;
  /** More of it, for who asks. */
  readonly detail: string;
}

/** What the button in the top bar says; undefined where there is no money at all: no token, and nothing was ever bought. */
export function moneyBadge({ money, health }: Pick<EditorState, 'money' | 'health'>): string | undefined {
  if (!money) return undefined;
  const { all, running, ahead } = money.report;
  const live = health !== undefined && health.services.live.token !== 'none';
  if (!live && !isSpent(all) && running.count + ahead.count === 0) return undefined;
  return `${spendBrief(today(money))} today`;
}

function today({ report }: Money): Spend {
  return report.days.find(({ day }) => day === report.today)?.spend ?? nothingSpent;
}

/** What was spent, is running and is about to be spent. */
export function moneyLines(money: Money, graph: string): readonly MoneyLine[] {
  const { report, unsent } = money;
  const month = report.days.reduce((sum, { spend }) => addSpend(sum, spend), nothingSpent);
  return [
    { name: 'Today', words: spendWords(today(money)), detail: 'By the calendar day on which a generation was sent.' },
    { name: 'This graph', words: spendWords(report.graph), detail: `Everything bought under the name “${graph}”.` },
    {
      name: 'To be billed',
      words: underWayWords(report.running) ?? 'nothing',
      detail: 'Running at the service, and its cost is not known yet. A clip that is only fetched is billed already.',
    },
    {
      name: 'About to spend',
      words: underWayWords(together(report.ahead, unsent)) ?? 'nothing',
      detail: 'Agreed, and not sent yet.',
    },
    { name: 'Last 30 days', words: spendWords(month), detail: 'Rehearsals are free and never counted.' },
    { name: 'Ever', words: spendWords(report.all), detail: 'Everything bought from this data folder.' },
    ...[accuracyWords(report.accuracy)].flatMap((words) =>
      words === undefined ? [] : [{ name: 'Quotes', words, detail: 'What was quoted, held against the bill.' }],
    ),
  ];
}

const units: Readonly<Record<string, string>> = { min: 'a minute', hour: 'an hour', day: 'a day' };

/** "12 of 30 sent in a minute": how much of a limit of the spend guard is used. */
export function guardWords({ text, submits, used }: Money['report']['guard'][number]): string {
  const unit = text.split('/')[1] ?? '';
  return `${used} of ${submits} sent in ${units[unit] ?? unit}`;
}
