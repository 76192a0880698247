import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Storage, StoredClip } from '../../runtime/wire/stored-clips.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import type { Editor } from '../editor/editor.ts';
import { troubleNotice } from '../editor/trouble-words.ts';
import { type CleanUpView, clearOf, clipName, clipsInView, firstView, sumOf } from './clean-up.ts';
import { cleanUpFilters } from './clean-up-filters.ts';
import { cleanUpList } from './clean-up-list.ts';
import { cleanUpStyles } from './clean-up-styles.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';

/** Files of clips, with their sizes, to be deleted by hand: nothing ever goes by itself (faults.md M8). Sends `close` and `cleared`. */
@customElement('shotgraph-clean-up-dialog')
export class ShotgraphCleanUpDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) open = false;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private storage: Storage | undefined;
  @state() private view: CleanUpView = firstView([]);
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

  static override styles = [modalDialogStyles, dialogStyles, cleanUpStyles];

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('open') || !this.open) return;
    this.storage = this.trouble = undefined;
    this.view = firstView([]);
    this.done = '';
    this.choose(new Set());
    void this.look();
  }

  private async look(): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    try {
      const before = this.storage;
      this.storage = await editor.jobs.storage();
      if (!before) this.view = firstView(this.storage.clips);
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
      body: storage
        ? html`${cleanUpFilters(storage.clips, this.view, (change) => this.see(change))}${this.list()}${this.consents(sum)}`
        : this.waiting(),
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

  private list() {
    const { chosen, view } = this;
    const choose = (next: ReadonlySet<string>): void => this.choose(next);
    return cleanUpList({ clips: this.inView, chosen, mixed: view.service === 'all', choose });
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

function words(error: unknown, otherwise: string): string {
  const notice = troubleNotice(error, otherwise);
  if (!notice) throw error;
  return notice.detail ?? notice.text;
}
