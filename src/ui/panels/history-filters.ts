import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { JobGroup } from '../../runtime/wire/job-group.ts';
import { shownText } from '../canvas/shown-text.ts';
import type { HistoryWish } from './history-window.ts';

type Service = NonNullable<HistoryWish['service']>;

const services: readonly (readonly [Service | '', string])[] = [
  ['', 'All jobs'],
  ['sandbox', 'Rehearsed'],
  ['live', 'Paid'],
];
const groups: readonly (readonly [JobGroup | '', string])[] = [
  ['', 'In any state'],
  ['made', 'Made'],
  ['running', 'Under way'],
  ['waiting', 'Waiting, needs you'],
  ['failed', 'Failed, refused, cancelled'],
];

/** The graphs to choose from: the open one by its place, whatever is in the list, then the others by name. */
export function graphChoices(
  graphs: readonly string[],
  open: string,
  chosen: string | undefined,
): readonly (readonly [string, string])[] {
  const names = new Set([...(open === '' ? [] : [open]), ...(chosen === undefined ? [] : [chosen]), ...graphs]);
  return [
    ['', 'Of any graph'],
    ...[...names].map(
      (graph) => [graph, graph === open ? `This graph: ${shownText(graph)}` : shownText(graph)] as const,
    ),
  ];
}

/** What of a wish is chosen from lists. */
export type HistoryChoice = { [Part in 'service' | 'group' | 'graph']?: HistoryWish[Part] | undefined };

/** Where the jobs went, what became of them, and of which graph they are. `open` is the title of the graph that is open. */
export function historyFilters(
  wish: HistoryWish,
  { graphs, open }: { readonly graphs: readonly string[]; readonly open: string },
  change: (change: HistoryChoice) => void,
): TemplateResult {
  return html`<div class="filters">
    ${select('Rehearsed or paid', services, wish.service ?? '', (service) => change({ service: service || undefined }))}
    ${select('State', groups, wish.group ?? '', (group) => change({ group: group || undefined }))}
    ${select('Graph', graphChoices(graphs, open, wish.graph), wish.graph ?? '', (graph) => change({ graph: graph || undefined }))}
  </div>`;
}

function select<Value extends string>(
  label: string,
  choices: readonly (readonly [Value, string])[],
  present: Value,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<select
    class="field select"
    aria-label=${label}
    .value=${live(present)}
    @change=${({ currentTarget }: Event) => choose((currentTarget as HTMLSelectElement).value as Value)}
  >
    ${choices.map(([value, words]) => html`<option value=${value} ?selected=${value === present}>${words}</option>`)}
  </select>`;
}

export const historyFilterStyles = css`
  .filters {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--s-2);
  }
  .filters select {
    min-width: 0;
    font-size: var(--t-sm);
    text-overflow: ellipsis;
  }
  .filters select:last-child {
    grid-column: 1 / -1;
  }
  .heading .count {
    margin-right: auto;
  }
`;
