import { css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { JobGroup } from '../../runtime/wire/job-group.ts';
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

/** Where the jobs went, and what became of them. */
export function historyFilters(
  wish: HistoryWish,
  change: (change: { service?: Service | undefined; group?: JobGroup | undefined }) => void,
): TemplateResult {
  return html`<div class="filters">
    ${select('Rehearsed or paid', services, wish.service ?? '', (service) => change({ service: service || undefined }))}
    ${select('State', groups, wish.group ?? '', (group) => change({ group: group || undefined }))}
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
  }
  .heading .count {
    margin-right: auto;
  }
`;
