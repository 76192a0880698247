import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isUndecided, type JobRecord, presentAttempt, requestIdPattern } from '../../runtime/wire/job-record.ts';
import type { Resolution } from '../../runtime/wire/messages.ts';
import type { Editor } from '../editor/editor.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import { mayBeUnsent, sentWords } from './sent-words.ts';

type Way = Resolution['decision'];

/** The three ways out for a job whose answer was lost. It opens only when a person sets `job` (M4). */
@customElement('shotgraph-uncertain-dialog')
export class ShotgraphUncertainDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  /** The job to decide; undefined is closed. */
  @property({ attribute: false }) job: JobRecord | undefined;
  /** Milliseconds since 1970. */
  @property({ attribute: false }) now: () => number = Date.now;
  @state() private way: Way | undefined;
  @state() private requestId = '';
  @state() private sure = false;
  @state() private deciding = false;

  private readonly modal = new ModalDialog(
    this,
    () => this.job !== undefined,
    () => this.close(),
  );

  static override styles = [
    modalDialogStyles,
    dialogStyles,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        display: grid;
        gap: 8px;
      }
      legend {
        padding: 0;
        margin-bottom: 8px;
        font-size: var(--t-xs);
        font-weight: 600;
        color: var(--text-3);
      }
      .way {
        display: flex;
        gap: 10px;
        padding: 10px 12px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--bg-2);
      }
      .way.on {
        border-color: var(--accent);
      }
      .way label {
        font-weight: 600;
        cursor: pointer;
      }
      .way > div {
        flex: 1;
        min-width: 0;
      }
      .way .quiet {
        display: block;
      }
      input[type='radio'] {
        accent-color: var(--accent);
        width: 16px;
        height: 16px;
        margin: 2px 0 0;
      }
      .field {
        margin-top: 8px;
        display: grid;
        gap: 4px;
      }
      .field input {
        font-family: var(--mono);
        width: 100%;
      }
      .wrong {
        color: var(--bad);
        font-size: var(--t-sm);
      }
      .sure {
        display: flex;
        gap: 8px;
        margin-top: 8px;
        align-items: flex-start;
      }
      .sure label {
        font-weight: 500;
      }
      .what {
        display: grid;
        gap: 6px;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('job') || changed.get('job')?.jobKey === this.job?.jobKey) return;
    this.way = undefined;
    this.requestId = '';
    this.sure = this.deciding = false;
  }

  private get idFits(): boolean {
    return requestIdPattern.test(this.requestId.trim());
  }

  private get resolution(): Resolution | undefined {
    switch (this.way) {
      case 'attach':
        return this.idFits ? { decision: 'attach', requestId: this.requestId.trim() } : undefined;
      case 'not_sent':
        return { decision: 'not_sent' };
      case 'send_again':
        return this.sure ? { decision: 'send_again' } : undefined;
      case undefined:
        return undefined;
    }
  }

  protected override render() {
    const { job } = this;
    const over = job !== undefined && !isUndecided(presentAttempt(job));
    return this.modal.template({
      heading: job ? `${job.origin.title}: was it sent?` : '',
      subheading: 'Nothing happens until you decide.',
      width: 560,
      body: job
        ? html`<section class="what">${sentWords(job, this.now()).map((sentence) => html`<p>${sentence}</p>`)}</section>
            ${over ? nothing : this.ways()}`
        : nothing,
      actions: html`<span class="space"></span>
        <button type="button" @click=${this.close}>${over ? 'Close' : 'Decide later'}</button>
        ${over ? nothing : html`<button class=${this.way === 'send_again' ? 'risk' : 'pay'} type="button" ?disabled=${this.resolution === undefined || this.deciding} @click=${() => void this.decide()}>${actions[this.way ?? 'attach']}</button>`}`,
    });
  }

  private ways() {
    return html`<section>
      <fieldset>
        <legend>What is true?</legend>
        ${this.attach()}${mayBeUnsent(this.job) ? this.notSent() : nothing}${this.sendAgain()}
      </fieldset>
    </section>`;
  }

  private option(way: Way, label: string, about: string, more: unknown = nothing) {
    return html`<div class=${`way ${this.way === way ? 'on' : ''}`}>
      <input type="radio" name="way" id=${way} .checked=${this.way === way} @change=${() => (this.way = way)} />
      <div>
        <label for=${way}>${label}</label><span class="quiet">${about}</span>${this.way === way ? more : nothing}
      </div>
    </div>`;
  }

  private attach() {
    const wrong = this.requestId.trim() !== '' && !this.idFits;
    return this.option(
      'attach',
      'It was sent, and I have its request id',
      'Look for it in RunComfy’s own list of requests. The clip is then fetched as usual; nothing is charged again.',
      html`<div class="field">
        <input
          type="text"
          aria-label="Request id"
          aria-invalid=${wrong}
          spellcheck="false"
          autocomplete="off"
          maxlength="200"
          placeholder="6f21c6f0-…"
          .value=${this.requestId}
          @input=${(event: Event) => (this.requestId = (event.target as HTMLInputElement).value)}
        />
        ${wrong ? html`<span class="wrong" role="alert">A request id has only letters, digits, - and _, at most 128 of them.</span>` : nothing}
      </div>`,
    );
  }

  private notSent() {
    return this.option(
      'not_sent',
      'It was not sent',
      'RunComfy’s list shows no such request. It is sent now, as the same attempt, and charged once.',
    );
  }

  private sendAgain() {
    return this.option(
      'send_again',
      'Send again, may charge twice',
      'A new attempt is sent now and the first is given up. If the first one did arrive, both are charged.',
      html`<div class="sure">
        <input
          type="checkbox"
          id="sure"
          .checked=${this.sure}
          @change=${(event: Event) => (this.sure = (event.target as HTMLInputElement).checked)}
        />
        <label for="sure">I know that this may be charged twice</label>
      </div>`,
    );
  }

  private async decide(): Promise<void> {
    const { editor, job, resolution } = this;
    if (!editor || !job || !resolution || this.deciding) return;
    this.deciding = true;
    try {
      await editor.resolve(job.jobKey, resolution);
      this.close();
    } finally {
      this.deciding = false;
    }
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

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-uncertain-dialog': ShotgraphUncertainDialog;
  }
}
