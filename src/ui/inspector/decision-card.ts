import { css, html, nothing, type TemplateResult } from 'lit';
import { isUndecided, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { chargeWords } from '../../runtime/run/charge-words.ts';
import { chargeOf } from '../../runtime/wire/charge.ts';
import { decideJob } from '../commands/decide-job.ts';
import { keyWords } from '../commands/keys.ts';
import { longText } from '../controls/long-text.ts';
import { quotedCost, sentFacts } from '../dialogs/sent-words.ts';
import { onMac } from '../shell/on-mac.ts';

/** What the card needs. */
export interface DecisionCard {
  readonly job: JobRecord;
  readonly now: number;
  /** Of a job that the node asked for before it was edited. */
  readonly before: boolean;
  readonly decide: () => void;
}

/** Whether a job is one of which the card tells. */
export function isToDecide(job: JobRecord | undefined): job is JobRecord {
  return job !== undefined && isUndecided(presentAttempt(job));
}

/** The face of a job of which nobody knows whether it was sent: what happened, when, what it may have cost, and the way to decide (M4). */
export function decisionCard({ job, now, before, decide }: DecisionCard): TemplateResult {
  const charge = chargeOf(presentAttempt(job), job.service);
  const [keys] = decideJob.keys ?? [];
  return html`<section class="section decision" aria-label="Decision">
    <div class="verdict">
      <h3>${before ? 'Before it was edited: was it sent?' : 'Was it sent?'}</h3>
      ${charge ? html`<span class="tag ${charge.kind}" title=${charge.why}>${chargeWords(charge)}</span>` : nothing}
    </div>
    <dl>
      ${sentFacts(job, now, quotedCost(job)).map(
        ({ label, text }) =>
          html`<dt>${label}</dt>
            <dd class=${label === 'What was seen' ? 'foreign seen' : ''}>${longText(text)}</dd>`,
      )}
    </dl>
    <p class="muted small">It is not sent again until you decide.</p>
    <button
      class="button wide ask"
      type="button"
      title=${keys === undefined ? nothing : `Decide what became of it  ${keyWords(keys, onMac)}`}
      @click=${decide}
    >
      Check…
    </button>
  </section>`;
}

export const decisionStyles = css`
  .decision {
    border-left: 2px solid var(--ask);
    background: color-mix(in srgb, var(--ask) 6%, transparent);
    font-size: var(--t-sm);
  }
  .decision .verdict h3 {
    color: var(--ask);
  }
  .decision dl {
    display: grid;
    gap: 1px;
    margin-bottom: var(--s-2);
  }
  .decision dt {
    color: var(--text-3);
    font-size: var(--t-xs);
  }
  .decision dt:not(:first-child) {
    margin-top: var(--s-1);
  }
  .decision dd {
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  .decision .seen {
    max-height: 96px;
    overflow: auto;
    color: var(--text-2);
    white-space: pre-wrap;
    scrollbar-width: thin;
  }
  .decision .button {
    margin-top: var(--s-2);
  }
`;
