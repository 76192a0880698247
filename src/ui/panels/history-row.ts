import { css, html, nothing, type TemplateResult } from 'lit';
import { attemptWords, usdWords, waitingWords } from '../../runtime/run/words.ts';
import { foreignOf, isUndecided, type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { costBeside, costOf, quotedBeside } from '../controls/attempt-cost.ts';
import { firstLine } from '../controls/long-text.ts';
import { attemptTone } from '../controls/state-tone.ts';
import { momentWords, whenWords } from '../controls/when-words.ts';
import { safeUrl } from '../faces/safe-url.ts';
import { icon } from '../icons/icon.ts';
import type { Sight } from '../media/sight-keeper.ts';
import { rowHeight } from './history-window.ts';

/** When the files of a job were deleted by hand; undefined while any of them is meant to be there. */
export function clearedAt(job: JobRecord): number | undefined {
  const attempt = presentAttempt(job);
  const times = attempt.status === 'succeeded' ? attempt.outputs.map(({ cleared }) => cleared) : [];
  return times.every((at) => at !== undefined) ? times[0] : undefined;
}

/** The ids of a job's requests, the last first. */
export function requestIds(job: JobRecord): readonly { readonly n: number; readonly id: string }[] {
  return job.attempts
    .flatMap((one) => ('requestId' in one && one.requestId !== undefined ? [{ n: one.n, id: one.requestId }] : []))
    .toReversed();
}

export interface HistoryRow {
  readonly job: JobRecord;
  readonly now: number;
  readonly poster: Sight;
  readonly open: () => void;
  readonly decide: () => void;
}

/** One job of the history, as tall as every other. What does not fit stands in its details. */
export function historyRow({ job, now, poster, open, decide }: HistoryRow): TemplateResult {
  const attempt = presentAttempt(job);
  const words = attemptWords(attempt, now);
  const cost = costBeside(words, job);
  const quoted = quotedBeside(attempt);
  const price = quoted === undefined ? undefined : attempt.quoted?.usd;
  const prompt = typeof job.request['prompt'] === 'string' ? firstLine(job.request['prompt']) : '';
  const title = shownText(job.origin.title) || 'Untitled';
  const graph = shownText(job.origin.graph);
  const [last, ...earlier] = requestIds(job);
  const waits = job.waiting ? ` · ${waitingWords(job.waiting, now)}` : '';
  const deleted = clearedAt(job) === undefined ? '' : ' · file deleted';
  return html`<article data-job-key=${job.jobKey} aria-label="${title}, take ${job.take}">
    <span class="poster">${posterOf(poster)}</span>
    <div class="facts">
      <div class="line">
        <button class="open ellipsis foreign" type="button" title=${title} @click=${open}>${title}</button>
        <span class="muted flat">take ${job.take}</span>
        <time
          class="faint small"
          datetime=${new Date(attempt.claimedAt).toISOString()}
          title=${momentWords(attempt.claimedAt)}
          >${whenWords(attempt.claimedAt, now)}</time
        >
      </div>
      <div class="line sums">
        <span class="state ellipsis" style="--tone:${attemptTone(attempt)}" title=${words + waits + deleted}
          >${words}${waits}${deleted}</span
        >
        ${cost === undefined ? nothing : html`<span class="cost" title=${quoted ?? nothing}>${usdWords(cost)}</span>`}
        ${
          price === undefined || price === costOf(job)
            ? nothing
            : html`<span class="faint small flat" title=${quoted}>quoted ${usdWords(price)}</span>`
        }
      </div>
      <p class="ellipsis foreign prompt" title=${prompt}>
        ${prompt}${graph === '' ? nothing : html`<span class="faint"> in ${graph}</span>`}
      </p>
      <div class="line">
        ${
          last
            ? html`<code class="mono faint small foreign ellipsis select-all" data-request-id title="Request id"
                >${last.id}</code
              >`
            : html`<span class="faint small ellipsis">no request id</span>`
        }
        ${earlier.length > 0 ? html`<span class="faint small flat">+ ${earlier.length} earlier</span>` : nothing}
        ${
          isUndecided(attempt)
            ? html`<button class="button ask small" type="button" @click=${decide}>Check…</button>`
            : nothing
        }
        <span class="tag ${job.service === 'sandbox' ? 'free' : 'live'}" title=${shownText(job.service)}
          >${job.service === 'sandbox' ? 'sandbox' : 'live'}</span
        >
        ${foreignOf(attempt) ? html`<span class="tag" title="It came with a project file.">project</span>` : nothing}
      </div>
    </div>
  </article>`;
}

function posterOf(poster: Sight): unknown {
  const address = poster.kind === 'ready' ? safeUrl(poster.url) : undefined;
  if (address !== undefined) return html`<img src=${address} alt="" loading="lazy" />`;
  if (poster.kind === 'failed') return html`<span title=${poster.why}>${icon('warning')}</span>`;
  return icon(poster.kind === 'none' ? 'film' : 'image');
}

export const historyRowStyles = css`
  article {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    gap: var(--s-2);
    box-sizing: border-box;
    height: ${rowHeight}px;
    padding: var(--s-2) var(--s-3);
    border-bottom: 1px solid var(--line);
    font-size: var(--t-sm);
    position: relative;
  }
  article:hover {
    background: var(--bg-hover);
  }
  .poster {
    display: grid;
    place-items: center;
    width: 64px;
    height: 40px;
    margin-top: 2px;
    overflow: hidden;
    border-radius: var(--r-1);
    background: var(--bg-3);
    color: var(--text-3);
  }
  .poster img {
    width: 100%;
    height: 100%;
    object-fit: cover;
  }
  .facts {
    min-width: 0;
    display: grid;
    align-content: start;
    gap: 1px;
  }
  .line {
    display: flex;
    align-items: baseline;
    gap: var(--s-2);
    min-width: 0;
  }
  .line time,
  .line .cost,
  .line .ask,
  .line .tag {
    flex: none;
    margin-left: auto;
  }
  .line .ask ~ .tag,
  .line .tag ~ .tag {
    margin-left: 0;
  }
  /* The state in full words before all else: a sum that finds no room beside it stands in the details. */
  .sums {
    flex-wrap: wrap;
    height: calc(var(--t-sm) * var(--lh));
    overflow: hidden;
  }
  .sums .state {
    max-width: 100%;
  }
  .line .ask {
    height: 20px;
    align-self: center;
  }
  .open {
    padding: 0;
    border: 0;
    background: none;
    color: var(--text-1);
    font: 600 var(--t-md) / var(--lh) var(--font);
    text-align: left;
    cursor: pointer;
  }
  /* The whole row opens; what can be selected or pressed besides stands above it. */
  .open::after {
    content: '';
    position: absolute;
    inset: 0;
  }
  .open:focus-visible {
    outline: none;
  }
  .open:focus-visible::after {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  [data-request-id],
  .ask {
    position: relative;
    z-index: 1;
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
    margin-right: 6px;
    border-radius: 50%;
    background: currentColor;
  }
  .flat,
  .tag {
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
    color: var(--text-2);
  }
`;
