import { html, nothing, type TemplateResult } from 'lit';
import { usdWords } from '../../runtime/run/words.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Resolution } from '../../runtime/wire/messages.ts';
import { type LikelyCost, mayBeUnsent } from './sent-words.ts';

/** One of the ways out. */
export type Way = Resolution['decision'];

/** What the ways out show, and whom they tell. */
export interface UncertainWays {
  readonly job: JobRecord;
  /** The chosen one. */
  readonly way: Way | undefined;
  /** What is typed or pasted, the id in it, and what is wrong with that id besides its form. */
  readonly typed: string;
  readonly requestId: string | undefined;
  readonly taken: string | undefined;
  readonly likely: LikelyCost | undefined;
  readonly sure: boolean;
  readonly choose: (way: Way) => void;
  readonly type: (text: string) => void;
  readonly beSure: (sure: boolean) => void;
}

/** The three ways out for a job of which nobody knows whether it was sent, each with what it leads to (M4). */
export function uncertainWays(ways: UncertainWays): TemplateResult {
  return html`<section>
    <fieldset>
      <legend>What is true?</legend>
      ${attach(ways)}${mayBeUnsent(ways.job) ? notSent(ways) : nothing}${sendAgain(ways)}
    </fieldset>
  </section>`;
}

function option(
  { way: chosen, choose }: UncertainWays,
  way: Way,
  label: string,
  about: string,
  more: unknown = nothing,
): TemplateResult {
  return html`<div class=${`way ${chosen === way ? 'on' : ''}`}>
    <input
      type="radio"
      name="way"
      id=${way}
      aria-describedby=${`${way}-about`}
      .checked=${chosen === way}
      @change=${() => choose(way)}
    />
    <div>
      <label for=${way}>${label}</label
      ><span class="quiet" id=${`${way}-about`}>${about}</span>${chosen === way ? more : nothing}
    </div>
  </div>`;
}

function attach(ways: UncertainWays): TemplateResult {
  const { job, typed, requestId, taken, type } = ways;
  const wrong = typed.trim() !== '' && requestId === undefined ? notAnId : taken;
  const where =
    job.service === 'sandbox'
      ? 'The sandbox named it in its answer, where it named one.'
      : 'Look for it in RunComfy’s own list of requests: the time above tells it from others.';
  return option(
    ways,
    'attach',
    'It was sent, and I have its request id',
    `${where} The clip is then fetched as usual, and nothing is charged again. An id that turns out to be wrong can be decided anew.`,
    html`<div class="field">
      <input
        type="text"
        aria-label="Request id"
        aria-invalid=${wrong !== undefined}
        spellcheck="false"
        autocomplete="off"
        maxlength="2000"
        placeholder="6f21c6f0-… or a text that holds it"
        .value=${typed}
        @input=${(event: Event) => type((event.target as HTMLInputElement).value)}
      />
      ${wrong === undefined ? nothing : html`<span class="wrong" role="alert">${wrong}</span>`}
      ${wrong === undefined && requestId !== undefined && requestId !== typed.trim() ? html`<span class="takes" role="status">The id in it: <code>${requestId}</code></span>` : nothing}
    </div>`,
  );
}

function notSent(ways: UncertainWays): TemplateResult {
  const free = ways.job.service === 'sandbox';
  const risk = free
    ? ''
    : ' Be sure that its list shows no such request: if it did arrive after all, both are charged.';
  return option(
    ways,
    'not_sent',
    'It was not sent',
    `It is sent now, as the same attempt, ${free ? 'free' : 'charged once'}.${risk}`,
  );
}

function sendAgain(ways: UncertainWays): TemplateResult {
  const { job, likely, sure, beSure } = ways;
  const free = job.service === 'sandbox';
  const sum = likely ? `, about ${usdWords(likely.usd)} each` : '';
  return option(
    ways,
    'send_again',
    free ? 'Send again' : 'Send again, may charge twice',
    free
      ? 'A new attempt is sent now and the first is given up. A rehearsal is free.'
      : `A new attempt is sent now and the first is given up. If the first one did arrive, both are charged${sum}.`,
    html`<div class="sure">
      <input
        type="checkbox"
        id="sure"
        .checked=${sure}
        @change=${(event: Event) => beSure((event.target as HTMLInputElement).checked)}
      />
      <label for="sure"
        >${free ? 'I know that the first one may have been made as well' : 'I know that this may be charged twice'}</label
      >
    </div>`,
  );
}

const notAnId = 'No request id is in that. One has only letters, digits, - and _, at most 128 of them.';
