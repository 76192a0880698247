import { css, html, nothing, type TemplateResult } from 'lit';
import { movedModel } from '../../graph/moved-model.ts';
import { cancelEffect } from '../../runtime/run/cancel-effect.ts';
import { cancelShotWords } from '../../runtime/run/cancel-forecast.ts';
import { attemptWords, usdWords, usualWords, waitingWords } from '../../runtime/run/words.ts';
import { type Attempt, foreignOf, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { costOf, quotedBeside } from '../controls/attempt-cost.ts';
import { longText } from '../controls/long-text.ts';
import { lookAgainAbout, lookAgainNow } from '../controls/look-again.ts';
import { attemptTone } from '../controls/state-tone.ts';
import { watchOffer } from '../controls/watch-offer.ts';
import { momentWords } from '../controls/when-words.ts';
import { shownText } from '../canvas/shown-text.ts';
import type { Editor } from '../editor/editor.ts';

/** What the job section needs. */
export interface JobFacts {
  readonly editor: Editor;
  readonly job: JobRecord;
  readonly now: number;
  readonly heading: string;
  /** What the service said stands elsewhere already. */
  readonly told?: boolean;
}

/** What is known of a job: its ids, attempts, cost, what the service said, and what can be done about it. */
export function jobFacts({ editor, job, now, heading, told = false }: JobFacts): TemplateResult {
  const attempt = presentAttempt(job);
  const cost = costOf(job);
  const usual = usualWords(job.usual);
  const quoted = quotedBeside(attempt);
  const foreign = foreignOf(attempt);
  const requestId = requestIdOf(attempt);
  const failure = 'failure' in attempt ? attempt.failure : undefined;
  const earlier = job.attempts.slice(0, -1);
  return html`<section class="section" aria-label=${heading}>
    <h3>${heading}</h3>
    <dl class="facts">
      <dt>State</dt>
      <dd style="color:${attemptTone(attempt)}">${attemptWords(attempt, now)}</dd>
      ${
        job.waiting
          ? html`<dt>Waits</dt>
              <dd>
                ${waitingWords(job.waiting, now)}<span class="foreign reason">${longText(job.waiting.reason)}</span>
              </dd>`
          : nothing
      }
      ${
        'trouble' in attempt && attempt.trouble !== undefined && !('cancel' in attempt && attempt.cancel)
          ? html`<dt>Trouble</dt>
              <dd class="foreign">${longText(attempt.trouble)}</dd>`
          : nothing
      }
      ${
        foreign
          ? html`<dt>Made</dt>
              <dd>
                elsewhere${foreign.from === undefined ? nothing : html`, in <bdi>“${shownText(foreign.from)}”</bdi>`}<span
                  class="foreign reason"
                  >Out of a project file, opened ${momentWords(foreign.at)}. Only that file says what it was made
                  from.</span
                >
              </dd>`
          : nothing
      }
      <dt>Service</dt>
      <dd class="foreign">${job.service === 'sandbox' ? 'sandbox, free' : shownText(job.service)}</dd>
      ${
        requestId === undefined
          ? nothing
          : html`<dt>Request id</dt>
              <dd><code class="mono foreign select-all" data-request-id>${requestId}</code></dd>`
      }
      ${
        job.attempts.length > 1
          ? html`<dt>Attempt</dt>
              <dd>${attempt.n} of ${job.attempts.length}</dd>`
          : nothing
      }
      ${
        usual === undefined
          ? nothing
          : html`<dt>Takes</dt>
              <dd>${usual}</dd>`
      }
      ${
        cost === undefined
          ? nothing
          : html`<dt>Cost</dt>
              <dd>${usdWords(cost)}</dd>`
      }
      ${
        quoted === undefined
          ? nothing
          : html`<dt>Quote</dt>
              <dd>${quoted}</dd>`
      }
      ${
        job.sentModel === undefined
          ? nothing
          : html`<dt>Sent as</dt>
              <dd class="foreign">${shownText(job.sentModel)}</dd>`
      }
    </dl>
    ${
      failure && !told
        ? html`<div class="said" role="note">
            <p class="small faint">
              ${attempt.status === 'failed' || attempt.status === 'rejected' ? 'The service said' : 'What happened'}
            </p>
            <p class="foreign message">${longText(failure.message)}</p>
            ${(failure.fields ?? [])
              .slice(0, 20)
              .map(
                ({ field, message }) =>
                  html`<p class="foreign message">
                    <span class="mono">${shownText(field)}</span> ${longText(message)}
                  </p>`,
              )}
          </div>`
        : nothing
    }
    ${cancelAnswer(attempt)} ${missingOutputs(editor, job, attempt)} ${movedOffer(editor, job, failure?.code)}
    ${cancelling(editor, job)} ${watching(editor, job)}
    ${earlier.length === 0 ? nothing : earlierAttempts(earlier, now)}
  </section>`;
}

/** What the service said to the wish to cancel, where it did not cancel (H33). */
function cancelAnswer(attempt: Attempt): TemplateResult | typeof nothing {
  if (!('cancel' in attempt) || attempt.cancel === undefined || attempt.trouble === undefined) return nothing;
  return html`<div class="said" role="note">
    <p class="small faint">Asked to cancel</p>
    <p class="foreign message">${longText(attempt.trouble)}</p>
  </div>`;
}

/** Results that were made and paid for, and could not be stored. */
function missingOutputs(editor: Editor, job: JobRecord, attempt: Attempt): TemplateResult | typeof nothing {
  const missing = attempt.status === 'succeeded' ? (attempt.missing ?? []) : [];
  if (missing.length === 0) return nothing;
  const about = lookAgainAbout(job);
  return html`<div class="said" role="note">
    <p class="small faint">Made, but could not be stored</p>
    ${missing.map(({ kind, n, reason }) => html`<p class="foreign message">${kind} ${n + 1}: ${longText(reason)}</p>`)}
    ${
      about === undefined
        ? nothing
        : html`<button class="button wide" type="button" title=${about} @click=${() => void lookAgainNow(editor, job)}>
            Look again
          </button>`
    }
  </div>`;
}

function requestIdOf(attempt: Attempt): string | undefined {
  return 'requestId' in attempt ? attempt.requestId : undefined;
}

/** What cancelling would do, and the way to do it; what needs a decision is decided at its card. */
function cancelling(editor: Editor, job: JobRecord): TemplateResult | typeof nothing {
  const effect = cancelEffect(job);
  if (effect === 'over' || effect === 'made' || effect === 'decide') return nothing;
  const words = html`<p class="note faint small">${cancelShotWords(job)}</p>`;
  if (effect === 'asked' || effect === 'goes-on') return words;
  return html`<button class="button wide" type="button" @click=${() => void editor.cancelJob(job.jobKey)}>
      Cancel shot</button
    >${words}`;
}

/** What can be done about a job that does not end (J06). */
function watching(editor: Editor, job: JobRecord): TemplateResult | typeof nothing {
  const offer = watchOffer(job);
  if (!offer) return nothing;
  return html`<button
      class="button wide"
      type="button"
      @click=${() => void editor.setWatched(job.jobKey, offer.watched)}
    >
      ${offer.label}
    </button>
    <p class="note faint small">${offer.about}</p>`;
}

function movedOffer(editor: Editor, job: JobRecord, code: string | undefined): TemplateResult | typeof nothing {
  const offered = code === 'model-not-found' ? movedModel(job.model) : undefined;
  if (offered === undefined || offered === job.sentModel) return nothing;
  return html`<div class="offer">
    <p>
      The service does not know the model <span class="mono foreign">${shownText(job.model)}</span>. It goes by a newer
      id now: <span class="mono">${offered}</span>. What was bought stays bought; the graph keeps its text.
    </p>
    <button class="button wide" type="button" @click=${() => void editor.acceptModel(job.model, offered)}>
      Send the newer id from now on
    </button>
  </div>`;
}

function earlierAttempts(attempts: readonly Attempt[], now: number): TemplateResult {
  return html`<details class="earlier">
    <summary>Earlier ${attempts.length === 1 ? 'attempt' : `attempts, ${attempts.length}`}</summary>
    <ol>
      ${attempts.map((attempt) => {
        const requestId = requestIdOf(attempt);
        return html`<li>
          <span>${attempt.n}. ${attemptWords(attempt, now)}</span>
          ${requestId === undefined ? nothing : html`<code class="mono foreign select-all">${requestId}</code>`}
          ${'failure' in attempt ? html`<p class="foreign message">${longText(attempt.failure.message)}</p>` : nothing}
        </li>`;
      })}
    </ol>
  </details>`;
}

export const jobStyles = css`
  .facts {
    display: grid;
    grid-template-columns: 108px minmax(0, 1fr);
    gap: var(--s-1) var(--s-2);
    font-size: var(--t-sm);
  }
  .facts dt {
    color: var(--text-2);
  }
  .facts .reason {
    display: block;
    color: var(--text-3);
  }
  .said {
    margin-top: var(--s-2);
    padding: var(--s-2);
    border-radius: var(--r-2);
    border: 1px solid color-mix(in srgb, var(--bad) 35%, transparent);
    background: color-mix(in srgb, var(--bad) 7%, transparent);
  }
  .message {
    font-size: var(--t-sm);
    white-space: pre-wrap;
    max-height: 180px;
    overflow: auto;
  }
  .section > .button,
  .said .button,
  .offer .button {
    margin-top: var(--s-2);
  }
  .note,
  .offer {
    margin-top: var(--s-2);
    font-size: var(--t-sm);
  }
  .offer {
    padding: var(--s-2);
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-2);
  }
  .earlier {
    margin-top: var(--s-2);
    font-size: var(--t-sm);
  }
  .earlier li {
    padding: var(--s-1) 0;
    color: var(--text-2);
  }
  .earlier code {
    display: block;
  }
`;
