import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { foreignOf, isUndecided, type JobRecord, type Output, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { ShownFile } from '../../runtime/wire/stored-clips.ts';
import { shownText } from '../canvas/shown-text.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import { longText } from '../controls/long-text.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import type { WatchOffer } from '../controls/watch-offer.ts';
import { momentWords } from '../controls/when-words.ts';
import type { Editor } from '../editor/editor.ts';
import { troubleNotice } from '../editor/trouble-words.ts';
import { safeUrl } from '../faces/safe-url.ts';
import { downloadBytes } from '../files/download.ts';
import { clipFileName } from '../strip/file-names.ts';
import { dialogStyles } from './dialog-styles.ts';
import { jobAttempts } from './job-attempts.ts';
import { jobDialogStyles } from './job-dialog-styles.ts';
import { jobRequest } from './job-request.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';

/** One job of the history in full: its clip, every attempt, what was asked for, and what can be done with it. */
@customElement('shotgraph-job-dialog')
export class ShotgraphJobDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  /** Undefined is closed. */
  @property({ attribute: false }) job: JobRecord | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private clip: Blob | undefined;
  @state() private address: string | undefined;
  @state() private trouble: string | undefined;
  @state() private place: ShownFile | undefined;
  @state() private copied = '';
  /** What a look at the service brought. */
  @state() private found: string | undefined;
  @state() private busy = false;
  private shown = '';

  private readonly modal = new ModalDialog(
    this,
    () => this.job !== undefined,
    () => this.close(),
  );

  static override styles = [modalDialogStyles, dialogStyles, jobDialogStyles];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('job')) return;
    const output = outputOf(this.job);
    const shown = output ? `${this.job?.jobKey} ${output.sha256} ${output.cleared ?? ''}` : (this.job?.jobKey ?? '');
    if (shown === this.shown) return;
    this.shown = shown;
    this.forget();
    if (output && output.cleared === undefined) void this.load(output);
  }

  private forget(): void {
    if (this.address !== undefined) URL.revokeObjectURL(this.address);
    this.clip = this.address = this.trouble = this.place = this.found = undefined;
    this.copied = '';
  }

  /** Reads the clip; one whose file was deleted is fetched from the service by its request id, which buys nothing. */
  private async load({ kind, n }: Output): Promise<void> {
    const { editor, job, shown } = this;
    if (!editor || !job) return;
    try {
      const clip = await editor.jobs.output(job.jobKey, kind, n);
      if (this.shown !== shown) return;
      this.clip = clip;
      this.address = URL.createObjectURL(clip);
    } catch (error) {
      if (this.shown === shown) this.trouble = words(error, 'The clip could not be read.');
    }
  }

  protected override render() {
    const { job } = this;
    return this.modal.template({
      heading: job ? `${shownText(job.origin.title) || 'Untitled'}, take ${job.take}` : '',
      subheading: job ? whereWords(job) : '',
      width: 720,
      body: job ? html`${this.stage(job)}${this.attempts(job)}${jobRequest(job)}` : nothing,
      actions: job ? this.actions(job) : nothing,
    });
  }

  private stage(job: JobRecord) {
    const output = outputOf(job);
    if (!output) return nothing;
    const address = safeUrl(this.address);
    const facts = `${output.mediaType} · ${byteWords(output.size)}`;
    if (address !== undefined) {
      return html`<section class="stage">
        ${output.kind === 'video' ? html`<video src=${address} controls playsinline aria-label="The clip"></video>` : html`<img src=${address} alt="The picture that was made" />`}
        <p class="quiet">${facts}</p>
      </section>`;
    }
    const deleted = output.cleared;
    return html`<section class="stage away">
      ${
        this.trouble !== undefined
          ? html`<p class="wrong" role="alert">${longText(this.trouble)}</p>`
          : deleted === undefined
            ? html`<p class="quiet" role="status">Reading the clip…</p>`
            : html`<p>Its file (${facts}) was deleted by hand on ${momentWords(deleted)}.</p>
                <p class="quiet">
                  ${foreignOf(presentAttempt(job)) ? 'It came with a project: open that once more to have it back.' : 'The service may still have it under its request id. Fetching it buys nothing.'}
                </p>
                ${foreignOf(presentAttempt(job)) ? nothing : html`<button type="button" @click=${() => void this.load(output)}>Fetch it again</button>`}`
      }
    </section>`;
  }

  private attempts(job: JobRecord) {
    return jobAttempts({
      job,
      now: this.now(),
      copied: this.copied,
      copy: (text) => void this.copy(text),
      watching: (offer) => this.watching(job, offer),
      looking: (about) => this.looking(job, about),
    });
  }

  private actions(job: JobRecord) {
    const output = outputOf(job);
    const here = output !== undefined && output.cleared === undefined;
    return html`${
        this.place
          ? html`<span class="place" role="status"
              >${this.place.opened ? 'Shown in the file manager.' : html`It lies at <code>${this.place.path}</code>`}${
                this.place.opened
                  ? nothing
                  : html` <button class="flat" type="button" @click=${() => void this.copy(this.place?.path ?? '')}>
                      ${this.copied === this.place.path ? 'Copied' : 'Copy path'}
                    </button>`
              }</span
            >`
          : nothing
      }
      <span class="space"></span>
      ${here ? html`<button type="button" @click=${() => void this.showFile(output)}>Show in folder</button>` : nothing}
      ${here && this.clip ? html`<button type="button" @click=${() => this.save(job, output)}>Save clip</button>` : nothing}
      ${here ? html`<button type="button" @click=${() => void this.put((editor) => editor.useClip(job))}>Use clip as reference</button>` : nothing}
      ${isUndecided(presentAttempt(job)) ? html`<button type="button" @click=${() => sendPanelEvent(this, 'decide', { jobKey: job.jobKey })}>Check…</button>` : nothing}
      <button class="main" type="button" @click=${() => void this.put((editor) => editor.putBack(job))}>
        Put back on canvas
      </button>`;
  }

  private watching(job: JobRecord, { label, about, watched }: WatchOffer) {
    return html`<p class="offer">
      <button class="flat" type="button" @click=${() => void this.watch(job, watched)}>${label}</button>
      <span class="quiet">${about}</span>
    </p>`;
  }

  private looking(job: JobRecord, about: string) {
    return html`<p class="offer">
      <button class="flat" type="button" ?disabled=${this.busy} @click=${() => void this.look(job)}>Look again</button>
      <span class="quiet" role="status">${this.found ?? about}</span>
    </p>`;
  }

  private async look({ jobKey }: JobRecord): Promise<void> {
    const { editor, shown } = this;
    if (!editor) return;
    this.busy = true;
    const found = await editor.lookAgain(jobKey);
    this.busy = false;
    if (this.shown === shown) this.found = found;
    this.dispatchEvent(new CustomEvent('changed'));
  }

  private async watch({ jobKey }: JobRecord, watched: boolean): Promise<void> {
    await this.editor?.setWatched(jobKey, watched);
    this.dispatchEvent(new CustomEvent('changed'));
  }

  /** What is put on the canvas is brought into view. */
  private async put(act: (editor: Editor) => Promise<void>): Promise<void> {
    const { editor } = this;
    this.close();
    if (!editor) return;
    const { selection } = editor.state;
    await act(editor);
    const [node] = editor.state.selection;
    if (node !== undefined && editor.state.selection !== selection) sendPanelEvent(this, 'go-to-node', { node });
  }

  private save(job: JobRecord, { mediaType }: Output): void {
    if (this.clip) downloadBytes(clipFileName(shownText(job.origin.title), job.take, mediaType), this.clip);
  }

  private async showFile({ sha256 }: Output): Promise<void> {
    const { editor, shown } = this;
    if (!editor) return;
    try {
      const place = await editor.jobs.showFile(sha256);
      if (this.shown === shown) this.place = place;
    } catch (error) {
      if (this.shown === shown) this.trouble = words(error, 'The folder could not be shown.');
    }
  }

  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = text;
    } catch {
      // The browser may refuse; the text stands there to be selected.
      this.copied = '';
    }
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }
}

function outputOf(job: JobRecord | undefined): Output | undefined {
  const attempt = job && presentAttempt(job);
  return attempt?.status === 'succeeded' ? attempt.outputs[0] : undefined;
}

function whereWords({ origin, service }: JobRecord): string {
  const where = service === 'sandbox' ? 'Rehearsed in the sandbox' : `Sent to ${shownText(service)}`;
  const graph = shownText(origin.graph);
  return graph === '' ? `${where}.` : `${where}, in ${graph}.`;
}

function words(error: unknown, otherwise: string): string {
  const notice = troubleNotice(error, otherwise);
  if (!notice) throw error;
  return notice.detail ?? notice.text;
}
