import { html, type TemplateResult } from 'lit';
import { icon } from '../icons/icon.ts';
import type { HistoryWish } from './history-window.ts';

/** What stands in place of the list while nothing was ever made, or nothing is found. */
export function historyEmpty(wish: HistoryWish, showAll: () => void): TemplateResult {
  const { search = '', service, group, graph } = wish;
  const filtered = service !== undefined || group !== undefined || graph !== undefined;
  if (search.trim() === '' && !filtered) {
    return html`<div class="empty">
      ${icon('history', 24)}<strong>Nothing made yet</strong>
      <p>Every generation stands here with its request id, rehearsed or paid, also after its graph is gone.</p>
    </div>`;
  }
  return html`<div class="empty">
    ${icon('search', 24)}<strong>Nothing found</strong>
    ${
      search.trim() === ''
        ? html`<p>No job is of that kind.</p>`
        : html`<p>
            No job${filtered ? ' of that kind' : ''} has “<bdi>${search.slice(0, 60)}</bdi>” in its prompt, title, graph
            or request id.
          </p>`
    }
    <button class="button" type="button" @click=${showAll}>Show all</button>
  </div>`;
}
