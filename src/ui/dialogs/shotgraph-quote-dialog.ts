import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Problem } from '../../graph/problem.ts';
import { nodeOf } from '../../graph/document.ts';
import type { QuotedGeneration } from '../../graph/quote.ts';
import { titleOf } from '../canvas/title-of.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor, PendingQuote } from '../editor/editor.ts';
import { secondsWords } from '../media/seconds-words.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import type { PartWords } from './part-words.ts';
import {
  buyWords,
  earlierWords,
  freeWords,
  priceWords,
  referenceWords,
  travelWords,
  typedAbove,
} from './quote-words.ts';

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

  static override styles = [
    modalDialogStyles,
    dialogStyles,
    css`
      .sums {
        display: grid;
        grid-template-columns: 104px 1fr;
        gap: 6px 12px;
        margin: 0;
      }
      dt {
        color: var(--text-3);
      }
      dd {
        margin: 0;
      }
      .price {
        font-size: var(--t-lg);
        font-weight: 650;
        color: var(--accent);
      }
      .price.unknown {
        color: var(--warn);
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--t-sm);
      }
      th {
        text-align: start;
        font-weight: 500;
        color: var(--text-3);
        font-size: var(--t-xs);
        padding: 0 8px 4px 0;
      }
      td {
        padding: 5px 8px 5px 0;
        border-top: 1px solid var(--line);
        vertical-align: top;
        color: var(--text-2);
      }
      td:first-child {
        color: var(--text-1);
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .right {
        text-align: end;
        white-space: nowrap;
      }
      td.right {
        color: var(--text-1);
      }
      .earlier {
        color: var(--warn);
      }
      .changed {
        background: var(--accent-soft);
      }
      label {
        display: flex;
        gap: 10px;
        align-items: flex-start;
        cursor: pointer;
      }
      label.number {
        align-items: center;
        cursor: default;
      }
      label.number input {
        width: 72px;
      }
      .consent {
        background: var(--bg-2);
      }
      .hosts {
        font-family: var(--mono);
        font-size: var(--t-sm);
        overflow-wrap: anywhere;
      }
    `,
  ];

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
      width: 600,
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
    const { quote, price, problems, settings, changed, part } = pending;
    const { sum, about } = priceWords(price);
    const free = freeWords(quote);
    const references = referenceWords(quote);
    const errors = problems.filter(({ severity }) => severity === 'error');
    const warnings = problems.filter(({ severity }) => severity === 'warning');
    return html`
      ${changed === undefined ? nothing : html`<section class="changed"><strong>Please look again:</strong> ${changed}</section>`}
      ${part === undefined ? nothing : partSection(part)}
      <section>
        <dl class="sums">
          <dt>To buy</dt>
          <dd>${buyWords(quote)}</dd>
          ${
            free === ''
              ? nothing
              : html`<dt>Free</dt>
                  <dd>${free}</dd>`
          }
          ${
            quote.generations.length === 0
              ? nothing
              : html`<dt>Price</dt>
                  <dd>
                    <span class=${price.known ? 'price' : 'price unknown'}>${sum}</span><br /><span class="quiet"
                      >${about}</span
                    >
                  </dd>`
          }
        </dl>
        ${references === undefined ? nothing : html`<p class="note" style="margin-top:10px"><b></b><span>${references}</span></p>`}
      </section>
      ${quote.generations.length === 0 ? nothing : this.table(quote.generations, settings.acceptedModels)}
      ${
        quote.hosts.length === 0
          ? nothing
          : html`<section>
              <h3>The service will fetch references from</h3>
              ${quote.hosts.map((host) => html`<p class="hosts">${host}</p>`)}
            </section>`
      }
      ${this.list(editor, 'Will not run, with what depends on it', errors, 'bad')}
      ${this.list(editor, 'Worth a look: sent anyway if you agree', warnings, 'warn')}
      ${this.needsConsent(pending) ? this.consentBox() : nothing}
      ${quote.generations.length > typedAbove ? this.numberField(quote.generations.length) : nothing}
    `;
  }

  private table(generations: readonly QuotedGeneration[], accepted: PendingQuote['settings']['acceptedModels']) {
    return html`<section>
      <table>
        <thead>
          <tr>
            <th>Shot</th>
            <th>References, and how they reach the service</th>
            <th class="right">Length</th>
          </tr>
        </thead>
        <tbody>
          ${generations.map((generation) => this.tableRow(generation, accepted))}
        </tbody>
      </table>
    </section>`;
  }

  private tableRow(generation: QuotedGeneration, accepted: PendingQuote['settings']['acceptedModels']) {
    const { title, model, seconds, resolution, media } = generation;
    const earlier = earlierWords(generation);
    const sent = Object.hasOwn(accepted, model) ? accepted[model] : undefined;
    return html`<tr>
      <td><bdi>${title}</bdi></td>
      <td>
        ${media.length === 0 ? 'none' : media.map(({ name, kind, travels }) => html`<div><bdi>${name === '' ? kind : name}</bdi> ${travelWords(travels)}</div>`)}
        ${sent === undefined ? nothing : html`<div>sent as ${sent} in place of ${model}</div>`}
        ${earlier === undefined ? nothing : html`<div class="earlier">${earlier}</div>`}
      </td>
      <td class="right">${secondsWords(seconds)} · ${resolution}</td>
    </tr>`;
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

  private consentBox() {
    return html`<section class="consent">
      <label>
        <input
          type="checkbox"
          .checked=${this.consent}
          @change=${(event: Event) => (this.consent = (event.target as HTMLInputElement).checked)}
        />
        <span>
          Send local files inline
          <span class="quiet"
            ><br />Some references are files of yours without a public address. RunComfy’s documents promise to take
            only public addresses; its own ComfyUI pack sends files inside the request, and so would this run. Asked
            once and remembered.</span
          >
        </span>
      </label>
    </section>`;
  }

  private numberField(count: number) {
    return html`<section class="consent">
      <label class="number">
        <input
          type="number"
          inputmode="numeric"
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)}
        />
        <span>Type ${count} to buy ${count} generations at once</span>
      </label>
    </section>`;
  }

  private needsConsent({ quote, settings }: PendingQuote): boolean {
    return quote.inline && !settings.inlineMedia;
  }

  /** What is still missing before one can agree, in words. */
  private lacking(pending: PendingQuote | undefined): string {
    if (!pending || this.agreed !== undefined) return '';
    if (this.needsConsent(pending) && !this.consent) return 'Agree to inline files first.';
    const { length } = pending.quote.generations;
    return length > typedAbove && this.typed.trim() !== String(length) ? 'Type the number first.' : '';
  }

  private mayAgree(pending: PendingQuote | undefined): boolean {
    return pending !== undefined && this.agreed !== pending.fingerprint && this.lacking(pending) === '';
  }

  private async agree(): Promise<void> {
    const { editor, quote: pending } = this;
    if (!editor || !pending || !this.mayAgree(pending)) return;
    this.agreed = pending.fingerprint;
    try {
      await editor.agree({ inlineMedia: this.consent });
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
