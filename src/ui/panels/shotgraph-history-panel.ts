import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { presentAttempt } from '../../runtime/wire/job-record.ts';
import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { isMoving } from '../controls/state-tone.ts';
import { TickController } from '../controls/tick-controller.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';
import { historyPage, type HistoryPages, readHistory, readMore } from './history-pages.ts';
import { historyRow, historyRowStyles } from './history-row.ts';
import { panelStyles } from './panel-styles.ts';

/** Every job that was ever asked for, newest first, whatever graph it came from. Sends `decide`. */
@customElement('shotgraph-history-panel')
export class ShotgraphHistoryPanel extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private search = '';
  @state() private pages: HistoryPages | undefined;
  @state() private trouble: string | undefined;
  @state() private busy = false;
  /** What the loaded jobs are true for: the editor's state as far as it tells of jobs, and the search. */
  private asked = '';
  private question = 0;

  static override styles = [
    panelStyles,
    historyRowStyles,
    css`
      .body {
        padding: 0;
      }
      .more,
      .trouble {
        padding: var(--s-3);
      }
      .trouble p {
        margin-bottom: var(--s-2);
        color: var(--bad);
        font-size: var(--t-sm);
      }
    `,
  ];

  protected readonly controllers = [
    new EditorController(this),
    new TickController(
      this,
      () => this.pages?.jobs.some((job) => isMoving({ state: presentAttempt(job).status })) === true,
    ),
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.asked = '';
  }

  // Asking changes what is drawn, so it begins before the drawing.
  protected override willUpdate(): void {
    const { editor } = this;
    if (!editor) return;
    const asked = `${jobsSignal(editor)} ${this.search}`;
    if (asked === this.asked) return;
    this.asked = asked;
    void this.load((ask) =>
      readHistory(
        ask,
        this.search,
        this.pages?.search === this.search ? Math.max(historyPage, this.pages.jobs.length) : historyPage,
      ),
    );
  }

  /** Only the answer to the last question counts. */
  private async load(read: (ask: Editor['jobs']['history']) => Promise<HistoryPages>): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    const question = ++this.question;
    this.busy = true;
    try {
      const pages = await read((page) => editor.jobs.history(page));
      if (question !== this.question) return;
      this.pages = pages;
      this.trouble = undefined;
    } catch (error) {
      if (question !== this.question) return;
      this.trouble = troubleWords(error);
    } finally {
      if (question === this.question) this.busy = false;
    }
  }

  override render() {
    if (!this.editor) return nothing;
    const { pages } = this;
    const now = this.clock();
    const decide = (jobKey: string): void => sendPanelEvent(this, 'decide', { jobKey });
    return html`<header>
        <div class="heading">
          <h2>History</h2>
          <span class="muted small" role="status">${pages ? countWords(pages) : ''}</span>
        </div>
        <label class="search"
          ><span class="hidden">Search the history</span>${icon('search')}<input
            class="field"
            type="search"
            placeholder="Prompt, title, graph or request id"
            autocomplete="off"
            spellcheck="false"
            maxlength="200"
            .value=${live(this.search)}
            @input=${({ currentTarget }: Event) => (this.search = (currentTarget as HTMLInputElement).value)}
        /></label>
      </header>
      <div class="body" aria-busy=${this.busy ? 'true' : 'false'}>
        ${
          this.trouble === undefined
            ? nothing
            : html`<div class="trouble" role="alert">
                <p>${this.trouble}</p>
                <button class="button" type="button" @click=${this.again}>Try again</button>
              </div>`
        }
        ${pages ? this.list(pages, now, decide) : this.trouble === undefined ? html`<p class="empty">Reading…</p>` : nothing}
      </div>`;
  }

  private list(pages: HistoryPages, now: number, decide: (jobKey: string) => void) {
    const { jobs, total, search } = pages;
    if (jobs.length === 0) {
      return search.trim() === ''
        ? html`<div class="empty">
            ${icon('history', 24)}<strong>Nothing made yet</strong>
            <p>Every generation stands here with its request id, rehearsed or paid, also after its graph is gone.</p>
          </div>`
        : html`<div class="empty">
            ${icon('search', 24)}<strong>Nothing found</strong>
            <p>No job has “<bdi>${search.slice(0, 60)}</bdi>” in its prompt, title, graph or request id.</p>
            <button class="button" type="button" @click=${() => (this.search = '')}>Show all</button>
          </div>`;
    }
    return html`<ol aria-label="Jobs, newest first">
        ${repeat(
          jobs,
          ({ jobKey }) => jobKey,
          (job) => html`<li>${historyRow(job, now, decide)}</li>`,
        )}
      </ol>
      ${
        jobs.length < total
          ? html`<div class="more">
              <button
                class="button wide"
                type="button"
                ?disabled=${this.busy}
                @click=${() => void this.load((ask) => readMore(ask, pages))}
              >
                Load more · ${total - jobs.length} left
              </button>
            </div>`
          : nothing
      }`;
  }

  private again(): void {
    this.asked = '';
    this.requestUpdate();
  }
}

/** Changes whenever the editor's state tells of a job that changed. */
function jobsSignal({ state }: Editor): string {
  let seq = 0;
  for (const { job, runJob } of state.states.values()) seq = Math.max(seq, job?.seq ?? 0, runJob?.seq ?? 0);
  return `${state.connection} ${seq} ${state.run?.id ?? ''} ${state.run?.state.kind ?? ''}`;
}

function countWords({ jobs, total }: HistoryPages): string {
  if (total === 0) return '';
  return jobs.length < total ? `${jobs.length} of ${total}` : `${total} ${total === 1 ? 'job' : 'jobs'}`;
}

function troubleWords(error: unknown): string {
  if (error instanceof GatewayUnreachable) return 'The gateway does not answer, so the history cannot be read now.';
  if (error instanceof GatewayError) return `${error.reason} ${error.remedy}`.trim();
  throw error;
}
