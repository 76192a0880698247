import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Rate, readRate } from '../../graph/rate.ts';
import { unitPriceWords } from '../../runtime/run/price-words.ts';
import { controlStyles } from './control-styles.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** One price that the person types: US dollars a second. Sends `rate-change` with `usdPerSecond`, undefined to forget it. */
@customElement('shotgraph-rate-field')
export class ShotgraphRateField extends LitElement {
  @property() model = '';
  @property() resolution = '';
  @property({ attribute: false }) rate: Rate | undefined;
  @state() private typed = '';
  @state() private wrong = false;

  static override styles = [
    controlStyles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s-2);
        padding: 2px 0;
        font-size: var(--t-sm);
      }
      input.field {
        flex: none;
        width: 84px;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      label {
        flex: none;
        display: flex;
        white-space: nowrap;
        align-items: center;
        gap: var(--s-2);
      }
      .of {
        flex: 1 1 120px;
        min-width: 0;
      }
      .wrong {
        flex-basis: 100%;
        color: var(--bad);
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rate')) return;
    this.typed = this.rate === undefined ? '' : unitPriceWords(this.rate.usdPerSecond).slice(1);
    this.wrong = false;
  }

  protected override render() {
    const { rate, model, resolution } = this;
    return html`<form novalidate @submit=${this.keep}>
      <label
        >$
        <input
          class="field"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          aria-label=${`US dollars per second at ${resolution} of ${model}`}
          aria-invalid=${this.wrong ? 'true' : 'false'}
          aria-describedby=${this.wrong ? 'wrong' : nothing}
          .value=${this.typed}
          @input=${(event: Event) => {
            this.typed = (event.target as HTMLInputElement).value;
            this.wrong = false;
          }}
        />
        per second at ${resolution}</label
      >
      <span class="of ellipsis muted foreign" title=${model}
        >${model}${rate === undefined ? '' : `, typed ${day.format(rate.at)}`}</span
      >
      <button class="button" type="submit">Keep</button>
      ${
        rate === undefined
          ? nothing
          : html`<button class="button" type="button" @click=${() => this.send(undefined)}>Forget</button>`
      }
      ${this.wrong ? html`<span id="wrong" class="wrong" role="alert">Write an amount such as 0.15.</span>` : nothing}
    </form>`;
  }

  private readonly keep = (event: Event): void => {
    event.preventDefault();
    const usd = readRate(this.typed);
    if (usd === undefined) this.wrong = true;
    else this.send(usd);
  };

  private send(usdPerSecond: number | undefined): void {
    this.dispatchEvent(new CustomEvent('rate-change', { detail: { usdPerSecond } }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-rate-field': ShotgraphRateField;
  }
}
