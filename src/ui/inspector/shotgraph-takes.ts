import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NodeId } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import type { JobKey } from '../../graph/keys.ts';
import { attemptWords, usdWords } from '../../runtime/run/words.ts';
import { spendWords } from '../../runtime/run/spend-words.ts';
import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { costBeside } from '../controls/attempt-cost.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { attemptTone, isMoving } from '../controls/state-tone.ts';
import { TickController } from '../controls/tick-controller.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { takeKeys, takesShown } from '../../runtime/run/take-keys.ts';

/** The takes of a generation: what each came to and cost, which one counts, and the button for another one. */
@customElement('shotgraph-takes')
export class ShotgraphTakes extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property() node: NodeId = '';
  /** The param that holds the take. */
  @property() param = '';
  /** The present take, as the node's params say. */
  @property({ type: Number }) present = 1;
  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private known: ReadonlyMap<JobKey, JobRecord> = new Map();
  @state() private shown = takesShown;
  @state() private unreachable = false;
  private asked = '';

  protected readonly controllers = [
    new EditorController(this),
    new TickController(this, () =>
      [...this.known.values()].some((job) => {
        const attempt = presentAttempt(job);
        return isMoving({ state: attempt.status, attempt });
      }),
    ),
  ];

  static override styles = [
    controlStyles,
    css`
      ol {
        display: grid;
        gap: var(--s-1);
        margin: var(--s-2) 0;
      }
      .take {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--s-2);
        width: 100%;
        min-height: var(--control);
        padding: 3px var(--s-2);
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--bg-2);
        font-size: var(--t-sm);
        text-align: left;
        cursor: pointer;
      }
      .take:hover {
        background: var(--bg-hover);
      }
      .take[aria-pressed='true'] {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 7%, transparent);
      }
      .number {
        min-width: 42px;
        font-weight: 550;
      }
      .words {
        color: var(--tone, var(--text-2));
      }
      .spent {
        margin-bottom: var(--s-2);
      }
      .spent b {
        font-weight: 550;
        color: var(--accent);
      }
      .note {
        margin-top: var(--s-2);
      }
    `,
  ];

  override updated(): void {
    void this.ask();
  }

  /** Asks for the takes' records when the keys, the present job or the connection changed. */
  private async ask(): Promise<void> {
    const { editor } = this;
    const order = editor?.state.evaluation.nodes.get(this.node)?.order;
    if (!editor || !order) return;
    const keys = takeKeys(order, this.shown).map(({ jobKey }) => jobKey);
    const seq = editor.state.states.get(this.node)?.job?.seq ?? 0;
    const asked = `${editor.state.connection} ${seq} ${this.shown} ${order.jobKey}`;
    if (asked === this.asked) return;
    this.asked = asked;
    try {
      const { jobs } = await editor.jobs.known(keys);
      if (this.asked !== asked) return;
      this.known = new Map(jobs.map((job) => [job.jobKey, job]));
      this.unreachable = false;
    } catch (error) {
      if (!(error instanceof GatewayUnreachable || error instanceof GatewayError)) throw error;
      if (this.asked === asked) this.unreachable = true;
    }
  }

  override render() {
    const { editor, node, present } = this;
    if (!editor) return nothing;
    const nodeState = editor.state.states.get(node);
    const order = editor.state.evaluation.nodes.get(node)?.order;
    const rows = order ? takeKeys(order, this.shown) : [{ take: present, jobKey: '' }];
    const jobs = rows.map(({ take, jobKey }) => ({
      take,
      job: (take === present ? nodeState?.job : undefined) ?? this.known.get(jobKey),
    }));
    const visible = jobs.filter(({ take, job }) => take <= present || job);
    const left = order ? Math.max(0, present - this.shown) : present - 1;
    const next = present + 1;
    return html`<h3>Takes</h3>
      <ol aria-label="Takes">
        ${visible.map(({ take, job }) => this.row(take, job))}
      </ol>
      ${
        left > 0 && order
          ? html`<button class="link-button" type="button" @click=${() => (this.shown += takesShown)}>
              ${left} earlier ${left === 1 ? 'take' : 'takes'}
            </button>`
          : nothing
      }
      ${this.spent(editor)}
      <button class="button wide" type="button" @click=${() => editor.newTake(node)}>New take</button>
      <p class="note faint small">
        Sets take ${next}: the next run makes it anew${editor.state.shown === 'live' ? ' and buys it' : ''}, and what
        follows from it.${this.unreachable ? ' Other takes cannot be asked for now.' : ''}
      </p>`;
  }

  /** What all takes and attempts of this shot have cost, also those of before an edit. */
  private spent(editor: Editor) {
    const shots = editor.state.money?.report.shots ?? {};
    const spend = Object.hasOwn(shots, this.node) ? shots[this.node] : undefined;
    return spend === undefined
      ? nothing
      : html`<p class="spent small"><span class="muted">Spent on this shot</span> <b>${spendWords(spend)}</b></p>`;
  }

  private row(take: number, job: JobRecord | undefined) {
    const attempt = job && presentAttempt(job);
    const words = attempt ? attemptWords(attempt, this.clock()) : 'not made yet';
    const cost = job && costBeside(words, job);
    const use = (): void => {
      const { editor } = this;
      if (!editor || take === this.present) return;
      editor.edit(setParam(editor.state.document, this.node, this.param, take), `Use take ${take}`);
    };
    return html`<li>
      <button
        class="take"
        type="button"
        aria-pressed=${take === this.present ? 'true' : 'false'}
        title=${take === this.present ? 'This take counts' : 'Use this take'}
        data-take=${take}
        @click=${use}
      >
        <span class="number">Take ${take}</span>
        <span class="words ellipsis" style=${attempt ? `--tone:${attemptTone(attempt)}` : ''} title=${words}
          >${words}</span
        >
        <span class="muted">${cost === undefined ? nothing : usdWords(cost)}</span>
      </button>
    </li>`;
  }
}
