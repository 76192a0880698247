import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { againName, runAgain } from '../commands/run-again.ts';
import { againRefusal } from '../commands/run-refusal.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { cancelledWords } from '../../runtime/run/cancel-outcome.ts';
import { runWords } from '../../runtime/run/words.ts';
import { shownText } from '../canvas/shown-text.ts';
import { EditorController } from '../editor/editor-controller.ts';
import { undecidedJobs } from '../editor/undecided-jobs.ts';
import type { Editor } from '../editor/editor.ts';
import { type PausedRun, pausedRun } from '../editor/paused-run.ts';
import { icon } from '../icons/icon.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import { dialogStyles } from './dialog-styles.ts';
import { continueWords, runLeft, sendsWords } from './run-left.ts';
import { unmadeWords } from './unmade-words.ts';

/** One line over the canvas while a Run stands still, the gateway cannot be reached, or something was not made; nothing otherwise. */
@customElement('shotgraph-run-banner')
export class ShotgraphRunBanner extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  protected readonly following = new EditorController(this);
  @state() private going = false;
  /** What was put away: only something else is told again. */
  @state() private putAway: string | undefined;

  static override styles = [
    dialogStyles,
    css`
      :host {
        display: block;
        font: var(--t-md) / var(--lh) var(--font);
        color: var(--text-1);
        font-variant-numeric: tabular-nums;
      }
      .banner {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 40px;
        padding: 5px 12px;
        background: color-mix(in srgb, var(--tone) 12%, var(--bg-1));
        border-bottom: 1px solid color-mix(in srgb, var(--tone) 45%, transparent);
      }
      .dot {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--tone);
      }
      .words {
        flex: 1;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .away {
        display: grid;
        place-items: center;
        width: var(--control, 30px);
        padding: 0;
        border-color: transparent;
        background: none;
        color: var(--text-2);
      }
    `,
  ];

  protected override render() {
    const { editor } = this;
    if (!editor) return nothing;
    if (editor.state.connection === 'unreachable') return this.line('bad', unreachable, nothing);
    const run = pausedRun(editor.state);
    return run ? this.paused(editor, run) : (this.undecided(editor) ?? this.ended(editor));
  }

  private paused(editor: Editor, run: PausedRun) {
    const { why, goingOn } = run.state;
    const { agreed } = editor.state;
    const more = goingOn > 0 ? ` ${goingOn === 1 ? '1 step goes' : `${goingOn} steps go`} on meanwhile.` : '';
    const asked = why === 'person' ? undecidedJobs(editor.state) : [];
    if (asked.length > 0) return this.line('ask', `${decideWords(asked)}${more}`, this.checkButton(asked));
    if (why === 'agreement' || why === 'network')
      return this.line(why === 'network' ? 'warn' : 'ask', `${runWords(run, agreed)}${more}`, nothing);
    const left = runLeft([run], editor.registry, agreed);
    const words = why === 'hour' ? continueWords(left) : 'Continue';
    const sends = why === 'hour' ? '' : ` ${sendsWords(left)}`.trimEnd();
    const button = html`<button type="button" ?disabled=${this.going} @click=${() => void this.go(editor)}>
      ${words}
    </button>`;
    return this.line('ask', `${runWords(run, agreed)}${sends}${more}`, button);
  }

  /** How the last Run ended where it was not well, until that is made, run again or put away. */
  private ended(editor: Editor) {
    const { unmade, run, agreed, underWay } = editor.state;
    if (underWay.length > 0) return nothing;
    const cancelled = run?.state.kind === 'ended' && run.state.outcome === 'cancelled' ? run : undefined;
    const name = [cancelled?.id, ...[...unmade].map(([node, { id }]) => `${id} ${node}`)].join();
    if (name === '' || this.putAway === name) return nothing;
    const buttons = html`${unmade.size === 0 ? nothing : this.againButton(editor)}
      <button class="away" type="button" aria-label="Put away" @click=${() => (this.putAway = name)}>
        ${icon('close', 14)}
      </button>`;
    if (cancelled) return this.line('warn', cancelledWords([cancelled], agreed), buttons);
    return this.line('bad', unmadeWords(editor), buttons);
  }

  private againButton({ state }: Editor) {
    const refusal = againRefusal(state);
    return html`<button
      type="button"
      ?disabled=${refusal !== undefined}
      title=${refusal ?? (state.shown === 'live' ? 'Shows the quote first' : 'Free')}
      @click=${() => sendPanelEvent(this, 'command', { id: runAgain.id })}
    >
      ${againName(state)}
    </button>`;
  }

  /** What needs a decision though no Run waits for it. */
  private undecided(editor: Editor) {
    const asked = undecidedJobs(editor.state);
    return asked.length === 0 ? undefined : this.line('ask', decideWords(asked), this.checkButton(asked));
  }

  private checkButton([first]: readonly JobRecord[]) {
    if (!first) return nothing;
    const { jobKey, origin } = first;
    const decide = (): void => sendPanelEvent(this, 'decide', { jobKey });
    return html`<button type="button" aria-label=${`Check ${origin.title}…`} @click=${decide}>Check…</button>`;
  }

  private line(tone: 'bad' | 'warn' | 'ask', words: string, button: unknown) {
    return html`<div class="banner" role="status" style=${`--tone:var(--${tone})`}>
      <span class="dot"></span><span class="words">${words}</span>${button}
    </div>`;
  }

  private async go(editor: Editor): Promise<void> {
    this.going = true;
    try {
      await editor.continueRun();
    } finally {
      this.going = false;
    }
  }
}

/** "SH020 may have been sent: it needs your decision." */
function decideWords(jobs: readonly JobRecord[]): string {
  const [first] = jobs;
  if (jobs.length > 1 || !first) return `${jobs.length} shots may have been sent: they need your decision.`;
  return `${shownText(first.origin.title) || 'A shot'} may have been sent: it needs your decision.`;
}

const unreachable =
  'The gateway does not answer. What it sent before is safe and goes on there; editing goes on here. This page tries again by itself.';

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-run-banner': ShotgraphRunBanner;
  }
}
