import { css, html, nothing, type TemplateResult } from 'lit';
import { attemptWords, usdWords, waitingWords } from '../../runtime/run/words.ts';
import { isUndecided, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { costBeside } from '../controls/attempt-cost.ts';
import { firstLine, longText } from '../controls/long-text.ts';
import { stateTone } from '../controls/state-tone.ts';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** When something was, as `14:05` within the last half day, else with its date. */
export function whenWords(at: number, now: number): string {
  return (Math.abs(now - at) < 12 * 3_600_000 ? clock : day).format(at);
}

/** One job of the history in full. */
export function historyRow(job: JobRecord, now: number, decide: (jobKey: string) => void): TemplateResult {
  const attempt = presentAttempt(job);
  const words = attemptWords(attempt, now);
  const cost = costBeside(words, job);
  const prompt = typeof job.request['prompt'] === 'string' ? firstLine(job.request['prompt']) : '';
  const title = shownText(job.origin.title) || 'Untitled';
  const graph = shownText(job.origin.graph);
  const failure = 'failure' in attempt ? attempt.failure : undefined;
  const ids = job.attempts.flatMap((one) =>
    'requestId' in one && one.requestId !== undefined ? [{ n: one.n, id: one.requestId }] : [],
  );
  return html`<article data-job-key=${job.jobKey} aria-label="${title}, take ${job.take}">
    <div class="line">
      <span class="state ellipsis" style="--tone:${stateTone(attempt.status)}">${words}</span>
      <time
        class="faint small"
        datetime=${new Date(attempt.claimedAt).toISOString()}
        title=${new Date(attempt.claimedAt).toLocaleString()}
        >${whenWords(attempt.claimedAt, now)}</time
      >
    </div>
    <div class="line">
      <strong class="ellipsis foreign" title=${title}>${title}</strong>
      <span class="muted take">take ${job.take}</span>
      <span class="tag ${job.service === 'sandbox' ? 'free' : 'live'}" title=${shownText(job.service)}
        >${job.service === 'sandbox' ? 'sandbox' : 'live'}</span
      >
      ${cost === undefined ? nothing : html`<span class="cost">${usdWords(cost)}</span>`}
    </div>
    ${prompt === '' ? nothing : html`<p class="prompt foreign" title=${prompt}>${prompt}</p>`}
    ${graph === '' ? nothing : html`<p class="faint small ellipsis foreign" title=${graph}>in ${graph}</p>`}
    ${ids.map(({ n, id }) => html`<p class="id"><span class="faint small">${job.attempts.length > 1 ? `request, attempt ${n}` : 'request'}</span> <code class="mono foreign select-all" data-request-id>${id}</code></p>`)}
    ${job.waiting ? html`<p class="small waits foreign">${waitingWords(job.waiting, now)}: ${longText(job.waiting.reason)}</p>` : nothing}
    ${failure ? html`<p class="failure foreign">${longText(failure.message)}</p>` : nothing}
    ${
      isUndecided(attempt)
        ? html`<button class="button ask" type="button" @click=${() => decide(job.jobKey)}>Decide…</button>`
        : nothing
    }
  </article>`;
}

export const historyRowStyles = css`
  article {
    display: grid;
    gap: 2px;
    padding: 10px var(--s-3) 11px;
    border-bottom: 1px solid var(--line);
    font-size: var(--t-sm);
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: var(--s-2);
    min-width: 0;
  }
  .line time,
  .line .cost {
    flex: none;
    margin-left: auto;
  }
  .state {
    color: var(--tone);
    font-weight: 550;
  }
  .state::before {
    content: '';
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-right: 7px;
    border-radius: 50%;
    background: currentColor;
  }
  strong {
    font-size: var(--t-md);
    font-weight: 600;
  }
  .take {
    flex: none;
  }
  .tag.free {
    color: var(--free);
    border-color: color-mix(in srgb, var(--free) 45%, transparent);
  }
  .tag.live {
    color: var(--accent);
    border-color: color-mix(in srgb, var(--accent) 45%, transparent);
  }
  .cost {
    font-weight: 550;
  }
  .prompt {
    display: -webkit-box;
    overflow: hidden;
    color: var(--text-2);
    -webkit-line-clamp: 2;
    -webkit-box-orient: vertical;
  }
  .waits {
    color: var(--warn);
  }
  .failure {
    max-height: 120px;
    overflow: auto;
    margin-top: var(--s-1);
    padding: 6px var(--s-2);
    border-radius: var(--r-1);
    background: color-mix(in srgb, var(--bad) 8%, transparent);
    color: var(--text-1);
    white-space: pre-wrap;
  }
  article .button {
    justify-self: start;
    margin-top: var(--s-1);
  }
`;
