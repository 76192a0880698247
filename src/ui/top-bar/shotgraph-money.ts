import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Rate } from '../../graph/rate.ts';
import { spendWords } from '../../runtime/run/spend-words.ts';
import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import type { Settings } from '../../runtime/wire/messages.ts';
import { typedAbove } from '../../runtime/wire/typed-above.ts';
import { controlStyles } from '../controls/control-styles.ts';
import '../controls/shotgraph-rate-field.ts';
import { shownText } from '../canvas/shown-text.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor, Money } from '../editor/editor.ts';
import { guardWords, moneyBadge, moneyLines } from './money-lines.ts';
import { moneyStyles } from './money-styles.ts';

/** What is spent, running and about to be: a button that says today's sum, and a card with the rest, the limits and the rates. */
@customElement('shotgraph-money')
export class ShotgraphMoney extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @state() private open = false;
  @state() private settings: Settings | undefined;
  @query('.card') private card!: HTMLElement | null;
  @query('.money') private opener!: HTMLElement | null;

  protected readonly following = new EditorController(this);

  static override styles = [controlStyles, moneyStyles];

  protected override render() {
    const { editor, open } = this;
    const badge = editor && moneyBadge(editor.state);
    if (!editor || badge === undefined) return nothing;
    const { money } = editor.state;
    return html`<button
        type="button"
        class="money"
        popovertarget="card"
        aria-haspopup="dialog"
        aria-expanded=${open ? 'true' : 'false'}
        aria-label=${`Money: ${badge}`}
        title="What was spent, what is running, and the limits"
      >
        ${badge}
      </button>
      <div id="card" class="card" popover role="dialog" aria-label="Money" tabindex="-1" @toggle=${this.toggled}>
        ${open && money ? this.content(editor, money) : nothing}
      </div>`;
  }

  private content(editor: Editor, money: Money) {
    const { report } = money;
    const { settings } = this;
    const days = report.days.filter(({ day }) => day !== report.today);
    return html`<h2>Money</h2>
      <section>
        <dl>
          ${moneyLines(money, shownText(editor.state.document.title)).map(
            ({ name, words, detail }) =>
              html`<dt title=${detail}>${name}</dt>
                <dd class=${name === 'Today' ? 'sum' : ''}>${words}</dd>`,
          )}
        </dl>
      </section>
      ${days.length === 0 ? nothing : this.dayList(days)} ${this.guard(report.guard)}
      ${settings ? this.ratesAndLimit(editor, settings) : nothing}`;
  }

  private dayList(days: Money['report']['days']) {
    return html`<section>
      <h3>Days before</h3>
      <dl class="days" tabindex="0" aria-label="Days before">
        ${days.map(
          ({ day, spend }) =>
            html`<dt>${dayWords(day)}</dt>
              <dd>${spendWords(spend)}</dd>`,
        )}
      </dl>
    </section>`;
  }

  private guard(guard: Money['report']['guard']) {
    return html`<section>
      <h3>Spend guard</h3>
      ${guard.map(
        (limit) =>
          html`<div class="guard small">
            ${guardWords(limit)}
            <meter
              min="0"
              max=${Math.max(1, limit.submits)}
              value=${limit.used}
              aria-label=${`Spend guard, ${guardWords(limit)}`}
            ></meter>
          </div>`,
      )}
      <p class="note">
        No more paid generations are sent than this, whatever asks for them: what is past it waits for you.
        <span class="mono">SHOTGRAPH_MAX_SUBMITS</span> sets the limits.
      </p>
    </section>`;
  }

  private ratesAndLimit(editor: Editor, settings: Settings) {
    const rates = settings.rates ?? [];
    return html`<section>
        <h3>Your own prices, used where the service names none</h3>
        ${
          rates.length === 0
            ? html`<p class="small muted">None. A quote offers a field where a price is unknown.</p>`
            : rates.map(
                (rate) =>
                  html`<shotgraph-rate-field
                    .model=${rate.model}
                    .resolution=${rate.resolution}
                    .rate=${rate}
                    @rate-change=${({ detail }: CustomEvent<{ usdPerSecond: number | undefined }>) => void this.setRate(editor, rate, detail.usdPerSecond)}
                  ></shotgraph-rate-field>`,
              )
        }
      </section>
      <section>
        <label class="limit"
          >Type the number to buy more than
          <input
            class="field"
            type="number"
            min="0"
            max="10000"
            .value=${String(typedAbove(settings))}
            @change=${(event: Event) => void this.setLimit(editor, event.target as HTMLInputElement)}
          />
          at once</label
        >
      </section>`;
  }

  private async setRate(editor: Editor, rate: Rate, usdPerSecond: number | undefined): Promise<void> {
    await editor.setRate(rate, usdPerSecond);
    await this.readSettings(editor);
  }

  private async setLimit(editor: Editor, input: HTMLInputElement): Promise<void> {
    // An empty or broken field is no limit of nothing: what stands is shown again.
    if (input.value !== '' && input.checkValidity() && Number.isInteger(input.valueAsNumber))
      await editor.setTypedAbove(input.valueAsNumber);
    await this.readSettings(editor);
    if (this.settings) input.value = String(typedAbove(this.settings));
  }

  private async readSettings(editor: Editor): Promise<void> {
    try {
      this.settings = await editor.jobs.settings();
    } catch (error) {
      if (!(error instanceof GatewayUnreachable || error instanceof GatewayError)) throw error;
      // The rest of the card stands without them; the banner tells that the gateway is away.
      this.settings = undefined;
    }
  }

  /** To the button, unless a click has put it elsewhere. */
  private giveFocusBack(): void {
    const within = this.renderRoot instanceof ShadowRoot ? this.renderRoot.activeElement : null;
    let holder: Element | null = document.activeElement;
    while (holder?.shadowRoot && holder !== this) holder = holder.shadowRoot.activeElement;
    if (within !== null || holder === null || holder === document.body) this.opener?.focus();
  }

  private readonly toggled = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    const { editor } = this;
    if (!this.open) this.giveFocusBack();
    if (!this.open || !editor) return;
    this.card?.focus();
    void editor.lookAtMoney();
    void this.readSettings(editor);
  };
}

/** A calendar day such as `2026-05-14` as people write it. */
function dayWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-money': ShotgraphMoney;
  }
}
