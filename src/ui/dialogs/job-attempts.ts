import { html, nothing, type TemplateResult } from 'lit';
import { chargeWords } from '../../runtime/run/charge-words.ts';
import { serviceWords } from '../../runtime/run/service-words.ts';
import { attemptWords } from '../../runtime/run/words.ts';
import { chargeOf } from '../../runtime/wire/charge.ts';
import { type Attempt, foreignOf, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { quotedBeside } from '../controls/attempt-cost.ts';
import { longText } from '../controls/long-text.ts';
import { lookAgainAbout } from '../controls/look-again.ts';
import { attemptTone } from '../controls/state-tone.ts';
import { type WatchOffer, watchOffer } from '../controls/watch-offer.ts';
import { momentWords } from '../controls/when-words.ts';

/** What the attempts of a job need to be shown, and to be acted on. */
export interface JobAttempts {
  readonly job: JobRecord;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The text that was copied last. */
  readonly copied: string;
  readonly copy: (text: string) => void;
  readonly watching: (offer: WatchOffer) => unknown;
  readonly looking: (about: string) => unknown;
}

/** Every attempt of a job, the last first: how it stands, what it cost, its request id, and what was said of it. */
export function jobAttempts(shown: JobAttempts): TemplateResult {
  const attempts = shown.job.attempts.toReversed();
  return html`<section>
    <h3>${attempts.length === 1 ? 'Attempt' : `${attempts.length} attempts, the last first`}</h3>
    <ol>
      ${attempts.map((attempt) => jobAttempt(shown, attempt))}
    </ol>
  </section>`;
}

function jobAttempt({ job, now, copied, copy, watching, looking }: JobAttempts, attempt: Attempt): TemplateResult {
  const requestId = 'requestId' in attempt ? attempt.requestId : undefined;
  const charge = chargeOf(attempt, job.service);
  const failure = 'failure' in attempt ? attempt.failure : undefined;
  const foreign = foreignOf(attempt);
  const stated = attemptWords(attempt, now);
  const quoted = quotedBeside(attempt);
  const present = attempt === presentAttempt(job);
  const offer = present ? watchOffer(job) : undefined;
  const about = present ? lookAgainAbout(job) : undefined;
  const missing = attempt.status === 'succeeded' ? (attempt.missing ?? []) : [];
  return html`<li>
    <div class="line">
      <span class="state" style="--tone:${attemptTone(attempt)}">${stated}</span>
      ${charge && !stated.endsWith('not charged') ? html`<span title=${charge.why}>${chargeWords(charge)}</span>` : nothing}
      ${quoted === undefined ? nothing : html`<span class="quiet">${quoted}</span>`}
      <time class="quiet" datetime=${new Date(attempt.claimedAt).toISOString()}>${momentWords(attempt.claimedAt)}</time>
    </div>
    ${foreign ? html`<p class="quiet">From a project file${foreign.from === undefined ? '' : ` (${shownText(foreign.from)})`}.</p>` : nothing}
    ${
      requestId === undefined
        ? nothing
        : html`<p class="id">
            <span class="quiet">Request</span> <code data-request-id>${requestId}</code>
            <button
              class="flat"
              type="button"
              aria-label="Copy the request id ${requestId}"
              @click=${() => copy(requestId)}
            >
              ${copied === requestId ? 'Copied' : 'Copy'}
            </button>
          </p>`
    }
    ${failure ? html`<p class="said">${longText(serviceWords(failure.message))}</p>` : nothing}
    ${'trouble' in attempt && attempt.trouble !== undefined ? html`<p class="said">${longText(attempt.trouble)}</p>` : nothing}
    ${offer ? watching(offer) : nothing}
    ${missing.map(({ kind, n, reason }) => html`<p class="said">${kind} ${n + 1} was made, but could not be stored: ${longText(reason)}</p>`)}
    ${about === undefined ? nothing : looking(about)}
  </li>`;
}
