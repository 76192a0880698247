import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Storage, StoredClip } from '../../runtime/wire/stored-clips.ts';
import { shownText } from '../canvas/shown-text.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import { dayWords } from '../controls/when-words.ts';
import type { Editor } from '../editor/editor.ts';
import { troubleNotice } from '../editor/trouble-words.ts';
import { type CleanUpView, clearOf, clipName, clipsInView, firstView, graphSizes, sumOf } from './clean-up.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';

/** Rows that are drawn; what is beyond is counted and can be chosen as a whole. */
const mostRows = 200;

const services = [
  ['sandbox', 'Rehearsals'],
  ['live', 'Paid clips'],
  ['all', 'All clips'],
] as const;
const ages = [
  [0, 'Of any age'],
  [1, 'Older than a day'],
  [7, 'Older than a week'],
  [30, 'Older than 30 days'],
  [180, 'Older than half a year'],
] as const;

/** Files of clips, with their sizes, to be deleted by hand: nothing ever goes by itself (faults.md M8). Sends `close` and `cleared`. */
@customElement('shotgraph-clean-up-dialog')
export class ShotgraphCleanUpDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) open = false;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private storage: Storage | undefined;
  @state() private view: CleanUpView = firstView;
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private paid = false;
  @state() private used = false;
  @state() private trouble: string | undefined;
  @state() private busy = false;
  @state() private done = '';

  private readonly modal = new ModalDialog(
    this,
    () => this.open,
    () => this.close(),
  );

  static override styles = [
    modalDialogStyles,
    dialogStyles,
    css`
      .filters {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
      }
      select {
        height: var(--control, 30px);
        min-width: 0;
        padding: 0 8px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--bg-field);
        color: var(--text-1);
        font: 400 var(--t-md) / 1 var(--font);
      }
      .list {
        padding: 0;
      }
      .row {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto 72px;
        align-items: center;
        gap: 10px;
        min-height: 34px;
        padding: 3px 20px;
        border-bottom: 1px solid var(--line);
        font-size: var(--t-sm);
      }
      label.row {
        cursor: pointer;
      }
      label.row:hover {
        background: var(--bg-hover);
      }
      .row.head {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--bg-2);
        font-weight: 600;
      }
      .row .size {
        text-align: right;
      }
      .name {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .marks {
        color: var(--warn);
      }
      .none {
        padding: 28px 20px;
        color: var(--text-3);
        text-align: center;
      }
      .consent {
        display: flex;
        gap: 9px;
        margin-top: 6px;
        font-size: var(--t-sm);
        cursor: pointer;
      }
      .wrong {
        color: var(--bad);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('open') || !this.open) return;
    this.storage = this.trouble = undefined;
    this.view = firstView;
    this.done = '';
    this.choose(new Set());
    void this.look();
  }

  private async look(): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    try {
      this.storage = await editor.jobs.storage();
    } catch (error) {
      this.trouble = words(error, 'The sizes could not be read.');
    }
  }

  private get inView(): readonly StoredClip[] {
    return clipsInView(this.storage?.clips ?? [], this.view, this.now());
  }

  protected override render() {
    const { storage } = this;
    const chosen = this.inView.filter((clip) => this.chosen.has(clipName(clip)));
    const sum = sumOf(chosen);
    const agreed = (sum.paid === 0 || this.paid) && (sum.used === 0 || this.used);
    return this.modal.template({
      heading: 'Clean up',
      subheading: storage
        ? `${byteWords(storage.stored)} of media in ${storage.folder}; ${byteWords(storage.free)} free of ${byteWords(storage.total)}.`
        : 'Nothing is ever deleted by itself.',
      width: 680,
      body: storage ? html`${this.filters(storage)}${this.list()}${this.consents(sum)}` : this.waiting(),
      actions: html`${this.trouble === undefined || !storage ? nothing : html`<span class="wrong" role="alert">${this.trouble}</span>`}
        <span class="quiet" role="status">${this.done}</span>
        <span class="space"></span>
        <button type="button" @click=${() => this.close()}>Close</button>
        <button
          class="risk"
          type="button"
          ?disabled=${sum.count === 0 || !agreed || this.busy}
          @click=${() => void this.clear(chosen)}
        >
          ${sum.count === 0 ? 'Delete files' : `Delete ${sum.count} ${sum.count === 1 ? 'file' : 'files'}, ${byteWords(sum.bytes)}`}
        </button>`,
    });
  }

  private waiting() {
    return this.trouble === undefined
      ? html`<p class="none" role="status">Reading sizes…</p>`
      : html`<p class="none wrong" role="alert">${this.trouble}</p>`;
  }

  private filters({ clips }: Storage) {
    const { view } = this;
    const ofService = clips.filter(({ service }) => view.service === 'all' || service === view.service);
    return html`<section>
      <div class="filters">
        <select
          aria-label="Which clips"
          @change=${(event: Event) => this.see({ service: valueOf(event) as CleanUpView['service'] })}
        >
          ${services.map(([value, label]) => html`<option value=${value} ?selected=${value === view.service}>${label}</option>`)}
        </select>
        <select aria-label="Age" @change=${(event: Event) => this.see({ olderThanDays: Number(valueOf(event)) })}>
          ${ages.map(([value, label]) => html`<option value=${value} ?selected=${value === view.olderThanDays}>${label}</option>`)}
        </select>
        <select aria-label="Graph" @change=${(event: Event) => this.see({ graph: graphNamed(valueOf(event)) })}>
          <option value="" ?selected=${view.graph === undefined}>Of any graph</option>
          ${graphSizes(ofService).map(
            ({ graph, count, bytes }) =>
              html`<option value=${`=${graph}`} ?selected=${graph === view.graph}>
                ${shownText(graph) || 'Untitled'} · ${count} · ${byteWords(bytes)}
              </option>`,
          )}
        </select>
      </div>
    </section>`;
  }

  private list() {
    const clips = this.inView;
    if (clips.length === 0) return html`<p class="none">No clip of that kind is stored.</p>`;
    const all = clips.every((clip) => this.chosen.has(clipName(clip)));
    const toggleAll = (): void => this.choose(all ? new Set() : new Set(clips.map(clipName)));
    return html`<section class="list" aria-label="Clips, the largest first">
      <label class="row head"
        ><input type="checkbox" .checked=${live(all)} @change=${toggleAll} /><span
          >${clips.length} ${clips.length === 1 ? 'clip' : 'clips'}</span
        ><span></span><span class="size">${byteWords(sumOf(clips).bytes)}</span></label
      >
      ${clips.slice(0, mostRows).map((clip) => this.row(clip))}
      ${clips.length > mostRows ? html`<p class="none">and ${clips.length - mostRows} smaller ones; choosing all chooses them too.</p>` : nothing}
    </section>`;
  }

  private row(clip: StoredClip) {
    const name = clipName(clip);
    const toggle = (): void => {
      const next = new Set(this.chosen);
      if (!next.delete(name)) next.add(name);
      this.choose(next);
    };
    const marks = [
      clip.used ? 'used by another shot' : '',
      clip.foreign ? 'from a project' : '',
      clip.service === 'live' && this.view.service === 'all' ? 'paid' : '',
    ].filter((mark) => mark !== '');
    const title = `${shownText(clip.title) || 'Untitled'}, take ${clip.take}`;
    return html`<label class="row"
      ><input type="checkbox" .checked=${live(this.chosen.has(name))} @change=${toggle} />
      <span class="name" title=${title}
        >${title}<span class="quiet"> · ${dayWords(clip.at)} · ${shownText(clip.graph) || 'Untitled'}</span></span
      >
      <span class="marks">${marks.join(' · ')}</span><span class="size">${byteWords(clip.size)}</span></label
    >`;
  }

  private consents({ paid, used, foreign, count }: ReturnType<typeof sumOf>) {
    if (count === 0) return nothing;
    return html`<section>
      <p class="quiet">
        Only files go. Every record stays with its request id and cost, and the service may still give the file again.
        ${foreign > 0 ? `${foreign} came with a project: only that brings them back.` : ''}
      </p>
      ${
        paid === 0
          ? nothing
          : html`<label class="consent"
              ><input type="checkbox" .checked=${live(this.paid)} @change=${() => (this.paid = !this.paid)} />Delete
              ${paid} ${paid === 1 ? 'clip that was' : 'clips that were'} paid for: the service may not have them any
              more.</label
            >`
      }
      ${
        used === 0
          ? nothing
          : html`<label class="consent"
              ><input type="checkbox" .checked=${live(this.used)} @change=${() => (this.used = !this.used)} />Delete
              ${used} ${used === 1 ? 'clip' : 'clips'} that other shots were made from or share.</label
            >`
      }
    </section>`;
  }

  private see(change: Partial<CleanUpView>): void {
    this.view = { ...this.view, ...change };
    this.choose(new Set());
  }

  /** Another choice takes other consents. */
  private choose(chosen: ReadonlySet<string>): void {
    this.chosen = chosen;
    this.paid = this.used = false;
    this.trouble = undefined;
  }

  private async clear(chosen: readonly StoredClip[]): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    this.busy = true;
    try {
      const { files, bytes } = await editor.jobs.clear(clearOf(chosen, { paid: this.paid, used: this.used }));
      this.done = `${files} ${files === 1 ? 'file' : 'files'} deleted, ${byteWords(bytes)} free again.`;
      this.choose(new Set());
      this.dispatchEvent(new CustomEvent('cleared'));
    } catch (error) {
      this.trouble = words(error, 'Nothing was deleted.');
    } finally {
      this.busy = false;
    }
    await this.look();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}

/** A graph may have any name, also none. */
function graphNamed(value: string): string | undefined {
  return value.startsWith('=') ? value.slice(1) : undefined;
}

function words(error: unknown, otherwise: string): string {
  const notice = troubleNotice(error, otherwise);
  if (!notice) throw error;
  return notice.detail ?? notice.text;
}
