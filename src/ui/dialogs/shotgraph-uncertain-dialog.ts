import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isUndecided, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { Resolution } from '../../runtime/wire/messages.ts';
import { longText } from '../controls/long-text.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { TickController } from '../controls/tick-controller.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { undecidedJobs } from '../editor/undecided-jobs.ts';
import { holderOf, likelyCost } from './ask-gateway.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import { requestIdIn } from './request-id-in.ts';
import { uncertainStyles } from './uncertain-styles.ts';
import { uncertainWays, type Way } from './uncertain-ways.ts';
import { hintedId, type LikelyCost, sentFacts } from './sent-words.ts';

/**
 * The three ways out for a job of which nobody knows whether it was sent. It opens only when a person sets `job` (M4), and goes
 * on to the next one that is open: it sends `decide` for it.
 */
@customElement('shotgraph-uncertain-dialog')
export class ShotgraphUncertainDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  /** The job to decide; undefined is closed. */
  @property({ attribute: false }) job: JobRecord | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private way: Way | undefined;
  /** What is typed or pasted, and what is wrong with the id in it besides its form. */
  @state() private typed = '';
  @state() private taken: string | undefined;
  @state() private refused: string | undefined;
  @state() private likely: LikelyCost | undefined;
  @state() private sure = false;
  @state() private deciding = false;

  protected readonly controllers = [new EditorController(this), new TickController(this, () => this.job !== undefined)];
  private readonly modal = new ModalDialog(
    this,
    () => this.job !== undefined,
    () => this.close(),
  );

  static override styles = [modalDialogStyles, dialogStyles, uncertainStyles];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('job') || changed.get('job')?.jobKey === this.job?.jobKey) return;
    this.way = this.taken = this.refused = this.likely = undefined;
    this.sure = this.deciding = false;
    this.typed = (this.job && hintedId(this.job)) ?? '';
    if (this.job) void this.lookUpCost(this.job);
  }

  /** The record as it is now: somebody may decide elsewhere while this is open. */
  private get present(): JobRecord | undefined {
    const { editor, job } = this;
    const states = editor?.state.states.values() ?? [];
    return [...states].find((state) => state.job?.jobKey === job?.jobKey)?.job ?? job;
  }

  /** Whether the attempt that the dialog was opened for is still to be decided. */
  private isOpen(present: JobRecord): boolean {
    const attempt = presentAttempt(present);
    return isUndecided(attempt) && (!this.job || attempt.n === presentAttempt(this.job).n);
  }

  private get requestId(): string | undefined {
    return requestIdIn(this.typed);
  }

  private get resolution(): Resolution | undefined {
    switch (this.way) {
      case 'attach':
        return this.requestId === undefined || this.taken !== undefined
          ? undefined
          : { decision: 'attach', requestId: this.requestId };
      case 'not_sent':
        return { decision: 'not_sent' };
      case 'send_again':
        return this.sure ? { decision: 'send_again' } : undefined;
      case undefined:
        return undefined;
    }
  }

  protected override render() {
    const job = this.present;
    const over = job !== undefined && !this.isOpen(job);
    const { open, at } = this.row();
    const count = open.length > 1 && at >= 0 ? `${at + 1} of ${open.length} to decide. ` : '';
    return this.modal.template({
      heading: job ? `${job.origin.title}: was it sent?` : '',
      subheading: over ? '' : `${count}Nothing happens until you decide.`,
      width: 600,
      body: job ? (over ? decidedBody : html`${this.facts(job)}${this.ways(job)}`) : nothing,
      actions: html`${this.refused === undefined ? nothing : html`<span class="wrong" role="alert">${this.refused}</span>`}
        <span class="space"></span>
        <button type="button" @click=${this.close}>${over ? 'Close' : 'Decide later'}</button>
        ${this.next() === undefined ? nothing : html`<button type="button" @click=${this.goOn}>Next</button>`}
        ${over ? nothing : html`<button class=${this.way === 'send_again' ? 'risk' : 'pay'} type="button" ?disabled=${this.resolution === undefined || this.deciding} @click=${() => void this.decide()}>${this.way === undefined ? 'Decide' : actions[this.way]}</button>`}`,
    });
  }

  private facts(job: JobRecord) {
    return html`<section>
      <dl class="facts">
        ${sentFacts(job, this.now(), this.likely).map(
          ({ label, text }) =>
            html`<dt>${label}</dt>
              <dd class=${label === 'What was seen' ? 'seen' : ''}>${longText(text)}</dd>`,
        )}
      </dl>
    </section>`;
  }

  private ways(job: JobRecord) {
    const { way, typed, requestId, taken, likely, sure } = this;
    return uncertainWays({
      job,
      way,
      typed,
      requestId,
      taken,
      likely,
      sure,
      choose: (chosen) => (this.way = chosen),
      type: (text) => void this.type(text),
      beSure: (certain) => (this.sure = certain),
    });
  }

  private async type(text: string): Promise<void> {
    this.typed = text;
    this.taken = undefined;
    const { editor, job, requestId } = this;
    if (!editor || !job || requestId === undefined) return;
    const other = await holderOf(editor.jobs, job, requestId);
    if (this.requestId === requestId && this.job === job) this.taken = other && takenBy(other);
  }

  private async lookUpCost(job: JobRecord): Promise<void> {
    const { editor } = this;
    const likely = editor && (await likelyCost(editor.jobs, job));
    if (this.job === job) this.likely = likely;
  }

  private async decide(): Promise<void> {
    const { editor, job, resolution } = this;
    if (!editor || !job || !resolution || this.deciding) return;
    this.deciding = true;
    const next = this.next();
    try {
      // About the attempt that was shown: another one that began meanwhile was not.
      this.refused = await editor.resolve(job.jobKey, { ...resolution, attempt: presentAttempt(job).n });
      if (this.refused !== undefined) return;
      if (next) sendPanelEvent(this, 'decide', { jobKey: next.jobKey });
      else this.close();
    } finally {
      this.deciding = false;
    }
  }

  /** All that are open, and the place of this one. */
  private row(): { readonly open: readonly JobRecord[]; readonly at: number } {
    const open = this.editor && this.job ? undecidedJobs(this.editor.state) : [];
    return { open, at: open.findIndex(({ jobKey }) => jobKey === this.job?.jobKey) };
  }

  private next(): JobRecord | undefined {
    const { open, at } = this.row();
    const [other] = [...open.slice(at + 1), ...open.slice(0, Math.max(0, at))];
    return other;
  }

  private goOn(): void {
    const next = this.next();
    if (next) sendPanelEvent(this, 'decide', { jobKey: next.jobKey });
  }

  private close(): void {
    this.job = undefined;
    this.dispatchEvent(new CustomEvent('dialog-closed'));
  }
}

const actions: Readonly<Record<Way, string>> = {
  attach: 'Attach it',
  not_sent: 'Send it now',
  send_again: 'Send again',
};

const decidedBody = html`<section>
  <p>This is decided: the answer came meanwhile, or somebody decided it elsewhere.</p>
</section>`;

function takenBy({ origin, take }: JobRecord): string {
  return `That id belongs to ${origin.title === '' ? 'another job' : `${origin.title}, take ${take}`} already.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-uncertain-dialog': ShotgraphUncertainDialog;
  }
}
