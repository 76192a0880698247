import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Problem } from '../../graph/problem.ts';
import { nodeOf } from '../../graph/document.ts';
import { typedAbove } from '../../runtime/wire/typed-above.ts';
import { titleOf } from '../canvas/title-of.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor, PendingQuote } from '../editor/editor.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import type { PartWords } from './part-words.ts';
import { inlineQuestion, numberQuestion } from './quote-asks.ts';
import { changeList, receivers } from './quote-notes.ts';
import { quoteRates } from './quote-rates.ts';
import { quoteStyles } from './quote-styles.ts';
import { quoteSums } from './quote-sums.ts';
import { quoteTable } from './quote-table.ts';

/** Shows what a live run would buy, and takes the person's agreement: once, and only to what stands here. */
@customElement('shotgraph-quote-dialog')
export class ShotgraphQuoteDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  protected readonly following = new EditorController(this);
  @state() private consent = false;
  @state() private typed = '';
  /** The quote that was agreed to: it is not agreed to twice. */
  @state() private agreed: string | undefined;
  private shown: string | undefined;

  private readonly modal = new ModalDialog(
    this,
    () => this.quote !== undefined,
    () => this.editor?.dismissQuote(),
  );

  static override styles = [modalDialogStyles, dialogStyles, quoteStyles];

  private get quote(): PendingQuote | undefined {
    return this.editor?.state.quote;
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const fingerprint = this.quote?.fingerprint;
    if (fingerprint === this.shown) return;
    // A new quote is agreed to anew, consent included.
    this.shown = fingerprint;
    this.consent = false;
    this.typed = '';
    this.agreed = undefined;
  }

  protected override render() {
    const { editor, quote: pending } = this;
    const { quote } = pending ?? {};
    const count = quote?.generations.length ?? 0;
    return this.modal.template({
      heading: count === 0 ? 'Run' : `Run: ${count === 1 ? '1 shot' : `${count} shots`} to buy`,
      subheading: 'Nothing is sent before you agree. What is bought is kept, whatever happens to this page.',
      width: 680,
      body: editor && pending ? this.body(editor, pending) : nothing,
      actions: html`<span class="quiet">${this.lacking(pending)}</span>
        <span class="space"></span>
        <button type="button" @click=${() => editor?.dismissQuote()}>Not now</button>
        <button class="pay" type="button" ?disabled=${!this.mayAgree(pending)} @click=${() => void this.agree()}>
          Agree and run
        </button>`,
    });
  }

  private body(editor: Editor, pending: PendingQuote) {
    const { quote, problems, changed, part } = pending;
    const errors = problems.filter(({ severity }) => severity === 'error');
    const warnings = problems.filter(({ severity }) => severity === 'warning');
    const { length } = quote.generations;
    return html`
      ${changed.length === 0 ? nothing : changeList(changed)} ${part === undefined ? nothing : partSection(part)}
      ${quoteSums(pending)} ${quoteTable(pending)} ${quoteRates(editor, pending)} ${receivers(quote)}
      ${this.list(editor, 'Will not run, with what depends on it', errors, 'bad')}
      ${this.list(editor, 'Worth a look: sent anyway if you agree', warnings, 'warn')}
      ${this.needsConsent(pending) ? inlineQuestion(this.consent, (agreed) => (this.consent = agreed)) : nothing}
      ${
        this.needsNumber(pending)
          ? numberQuestion(
              length,
              this.typed,
              (text) => (this.typed = text),
              () => void this.goToAgree(),
            )
          : nothing
      }
    `;
  }

  private list(editor: Editor, heading: string, problems: readonly Problem[], tone: 'bad' | 'warn') {
    if (problems.length === 0) return nothing;
    return html`<section>
      <h3>${heading}</h3>
      ${problems.map(({ place, reason, remedy }) => {
        const node = place.node === undefined ? undefined : nodeOf(editor.state.document, place.node);
        return html`<p class="note" style=${`--dot:var(--${tone})`}>
          <b></b
          ><span
            >${
              node
                ? html`<strong><bdi>${titleOf(node, editor.registry)}</bdi></strong
                    >: `
                : nothing
            }${reason}
            ${remedy}</span
          >
        </p>`;
      })}
    </section>`;
  }

  private needsConsent({ quote, settings }: PendingQuote): boolean {
    return quote.inline && !settings.inlineMedia;
  }

  private needsNumber({ quote, settings }: PendingQuote): boolean {
    return quote.generations.length > typedAbove(settings);
  }

  /** From the typed number to the button: agreeing is another key. */
  private async goToAgree(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLButtonElement>('button.pay:not(:disabled)')?.focus();
  }

  /** What is still missing before one can agree, in words. */
  private lacking(pending: PendingQuote | undefined): string {
    if (!pending || this.agreed !== undefined) return '';
    if (this.needsConsent(pending) && !this.consent) return 'Agree to inline files first.';
    const { length } = pending.quote.generations;
    return this.needsNumber(pending) && this.typed.trim() !== String(length) ? 'Type the number first.' : '';
  }

  private mayAgree(pending: PendingQuote | undefined): boolean {
    return pending !== undefined && this.agreed !== pending.fingerprint && this.lacking(pending) === '';
  }

  private async agree(): Promise<void> {
    const { editor, quote: pending } = this;
    if (!editor || !pending || !this.mayAgree(pending)) return;
    this.agreed = pending.fingerprint;
    try {
      const typed = this.needsNumber(pending) ? { typed: Number(this.typed) } : {};
      await editor.agree({ inlineMedia: this.consent, ...typed });
    } finally {
      // Still open: it did not start, and may be tried again.
      if (this.quote === pending) this.agreed = undefined;
    }
  }
}

function partSection({ text, notes }: PartWords) {
  return html`<section>
    <p><strong>${text}</strong></p>
    ${notes.map((note) => html`<p class="note" style="margin-top:6px"><b></b><span>${note}</span></p>`)}
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-quote-dialog': ShotgraphQuoteDialog;
  }
}
