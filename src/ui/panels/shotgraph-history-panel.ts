import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { isMoving } from '../controls/state-tone.ts';
import { TickController } from '../controls/tick-controller.ts';
import '../dialogs/shotgraph-clean-up-dialog.ts';
import '../dialogs/shotgraph-job-dialog.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';
import type { MediaService } from '../media/media-service.ts';
import type { Sight } from '../media/sight-keeper.ts';
import { historyEmpty } from './history-empty.ts';
import { historyFilters, historyFilterStyles } from './history-filters.ts';
import { HistoryReader } from './history-reader.ts';
import { clearedAt, historyRow, historyRowStyles } from './history-row.ts';
import { type HistoryWish, jobAt, placesInView, rowHeight } from './history-window.ts';
import { panelStyles } from './panel-styles.ts';

const noSight: Sight = { kind: 'none' };
/** After this many milliseconds without scrolling the posters of what is seen are read. */
const restMs = 150;

/** Every job that was ever asked for, newest first, whatever graph it came from. Sends `decide`. */
@customElement('shotgraph-history-panel')
export class ShotgraphHistoryPanel extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) media: MediaService | undefined;
  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private wish: HistoryWish = {};
  @state() private scrolled = 0;
  @state() private height = 600;
  @state() private resting = true;
  @state() private opened: JobRecord | undefined;
  @state() private cleaning = false;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private unwatch: (() => void) | undefined;
  private readonly seen = new ResizeObserver(([entry]) => (this.height = entry?.contentRect.height ?? this.height));

  private readonly reader = new HistoryReader(this, () => this.editor);

  protected readonly controllers = [
    new EditorController(this),
    new TickController(this, () =>
      this.reader.jobs.some((job) => {
        const attempt = presentAttempt(job);
        return isMoving({ state: attempt.status, attempt });
      }),
    ),
  ];

  static override styles = [
    panelStyles,
    historyFilterStyles,
    historyRowStyles,
    css`
      .body {
        padding: 0;
        overflow-anchor: none;
      }
      .trouble {
        padding: var(--s-3);
      }
      .trouble p {
        margin-bottom: var(--s-2);
        color: var(--bad);
        font-size: var(--t-sm);
      }
      ol {
        position: relative;
      }
      li {
        position: absolute;
        inset: 0 0 auto;
      }
      .unread {
        height: ${rowHeight}px;
        border-bottom: 1px solid var(--line);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.reader.forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.seen.disconnect();
    this.unwatch?.();
    this.unwatch = undefined;
    clearTimeout(this.rest);
  }

  protected override firstUpdated(): void {
    const body = this.renderRoot.querySelector('.body');
    if (body) this.seen.observe(body);
  }

  // Asking changes what is drawn, so it begins before the drawing.
  protected override willUpdate(): void {
    if (!this.unwatch && this.media) this.unwatch = this.media.subscribe(() => this.requestUpdate());
    const { total } = this.reader.window;
    this.reader.read(this.wish, placesInView(this.scrolled, this.height, total ?? 1), this.scrolled < rowHeight);
  }

  override render() {
    const { editor, reader, wish } = this;
    if (!editor) return nothing;
    const { total } = reader.window;
    return html`<header>
        <div class="heading">
          <h2>History</h2>
          <span class="muted small count" role="status">${countWords(total, wish)}</span>
          <button class="button small" type="button" @click=${() => (this.cleaning = true)}>Clean up…</button>
        </div>
        <label class="search"
          ><span class="hidden">Search the history</span>${icon('search')}<input
            class="field"
            type="search"
            placeholder="Prompt, title, graph or request id"
            autocomplete="off"
            spellcheck="false"
            maxlength="200"
            .value=${live(wish.search ?? '')}
            @input=${({ currentTarget }: Event) => this.look({ search: (currentTarget as HTMLInputElement).value })}
            @keydown=${this.fromSearch}
        /></label>
        ${historyFilters(wish, { graphs: reader.window.graphs, open: editor.state.document.title.slice(0, 200) }, (change) => this.look(change))}
      </header>
      <div class="body" aria-busy=${reader.busy ? 'true' : 'false'} @scroll=${this.scrolledTo}>
        ${
          reader.trouble === undefined
            ? nothing
            : html`<div class="trouble" role="alert">
                <p>${reader.trouble}</p>
                <button class="button" type="button" @click=${() => reader.again()}>Try again</button>
              </div>`
        }
        ${total === undefined ? (reader.trouble === undefined ? html`<p class="empty">Reading…</p>` : nothing) : total === 0 ? historyEmpty(wish, () => this.look({ search: '', service: undefined, group: undefined, graph: undefined })) : this.list(total)}
      </div>
      <shotgraph-job-dialog
        .editor=${editor}
        .job=${this.opened && (reader.jobs.find(({ jobKey }) => jobKey === this.opened?.jobKey) ?? this.opened)}
        .now=${this.clock}
        @close=${() => (this.opened = undefined)}
        @decide=${() => (this.opened = undefined)}
        @changed=${() => reader.again()}
      ></shotgraph-job-dialog>
      <shotgraph-clean-up-dialog
        .editor=${editor}
        .open=${this.cleaning}
        .now=${this.clock}
        @close=${() => (this.cleaning = false)}
        @cleared=${() => reader.again()}
      ></shotgraph-clean-up-dialog>`;
  }

  private list(total: number) {
    const { reader } = this;
    const now = this.clock();
    const { first, end } = placesInView(this.scrolled, this.height, total);
    const places = Array.from({ length: end - first }, (_, index) => first + index);
    return html`<ol aria-label="Jobs, newest first" style="height:${total * rowHeight}px" @keydown=${this.walk}>
      ${repeat(
        places,
        (place) => jobAt(reader.window, place)?.jobKey ?? place,
        (place) => {
          const job = jobAt(reader.window, place);
          return html`<li
            aria-posinset=${place + 1}
            aria-setsize=${total}
            data-place=${place}
            style="top:${place * rowHeight}px"
          >
            ${job ? this.row(job, now) : html`<div class="unread" aria-hidden="true"></div>`}
          </li>`;
        },
      )}
    </ol>`;
  }

  private row(job: JobRecord, now: number) {
    // What was deleted by hand must not be fetched again only because somebody scrolls by.
    const readable = this.resting && clearedAt(job) === undefined;
    return historyRow({
      job,
      now,
      poster: readable ? (this.media?.posterOfJob(job) ?? noSight) : noSight,
      open: () => (this.opened = job),
      decide: () => sendPanelEvent(this, 'decide', { jobKey: job.jobKey }),
    });
  }

  private look(change: { readonly [Key in keyof HistoryWish]?: HistoryWish[Key] | undefined }): void {
    const next = Object.entries({ ...this.wish, ...change }).filter(([, value]) => value !== undefined && value !== '');
    this.wish = Object.fromEntries(next) as HistoryWish;
    this.renderRoot.querySelector('.body')?.scrollTo(0, 0);
    this.scrolled = 0;
  }

  private readonly scrolledTo = ({ currentTarget }: Event): void => {
    this.scrolled = (currentTarget as HTMLElement).scrollTop;
    this.resting = false;
    clearTimeout(this.rest);
    this.rest = setTimeout(() => (this.resting = true), restMs);
  };

  private readonly fromSearch = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    void this.focusPlace(0);
  };

  /** Arrow keys, Page, Home and End walk the rows, also those that are not drawn yet. */
  private readonly walk = (event: KeyboardEvent): void => {
    const place = Number((event.target as HTMLElement).closest('li')?.dataset['place'] ?? Number.NaN);
    const total = this.reader.window.total ?? 0;
    const page = Math.max(1, Math.floor(this.height / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      PageDown: place + page,
      PageUp: place - page,
      Home: 0,
      End: total - 1,
    };
    const to = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    if (to === undefined || Number.isNaN(place)) return;
    event.preventDefault();
    void this.focusPlace(Math.max(0, Math.min(total - 1, to)));
  };

  private async focusPlace(place: number): Promise<void> {
    const body = this.renderRoot.querySelector('.body');
    if (!body) return;
    const [top, bottom] = [place * rowHeight, (place + 1) * rowHeight];
    if (top < body.scrollTop) body.scrollTop = top;
    else if (bottom > body.scrollTop + this.height) body.scrollTop = bottom - this.height;
    this.scrolled = body.scrollTop;
    await this.updateComplete;
    await this.reader.settled();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`li[data-place="${place}"] .open`)?.focus();
  }
}

function countWords(total: number | undefined, wish: HistoryWish): string {
  if (total === undefined || total === 0) return '';
  const count = total.toLocaleString('en-GB');
  return Object.keys(wish).length > 0 ? `${count} found` : `${count} ${total === 1 ? 'job' : 'jobs'}`;
}
