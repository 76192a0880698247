import { css, html, nothing, type TemplateResult } from 'lit';
import { linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import { setParam } from '../../graph/edit.ts';
import { fieldOf } from '../../graph/param-field.ts';
import { chargeWords } from '../../runtime/run/charge-words.ts';
import { chargeOf } from '../../runtime/wire/charge.ts';
import { refusalCause, type Remedy } from '../../runtime/run/refusal-cause.ts';
import { saidWords } from '../../runtime/run/service-words.ts';
import { type Attempt, foreignOf, type JobRecord } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { titleOf } from '../canvas/title-of.ts';
import { plainLabel } from '../media/setting-rows.ts';
import { liveRefusal, rehearseRefusal } from '../commands/run-refusal.ts';
import { longText } from '../controls/long-text.ts';
import { lookAgainAbout, lookAgainNow } from '../controls/look-again.ts';
import type { Editor } from '../editor/editor.ts';
import { againNodes, nodesOfJob, promptPlace, referencePlaces, soundPlace } from '../editor/shot-sources.ts';

/** An attempt that ended without a clip, by the service's word or a rule's. */
export type RefusedAttempt = Extract<Attempt, { status: 'rejected' | 'failed' | 'lost' }>;

/** The attempt, where it is one of which the card tells: of what ended elsewhere the record tells all there is. */
export function refusedAttempt(attempt: Attempt | undefined): RefusedAttempt | undefined {
  return attempt &&
    !foreignOf(attempt) &&
    (attempt.status === 'rejected' || attempt.status === 'failed' || attempt.status === 'lost')
    ? attempt
    : undefined;
}

/** What the card needs. */
export interface RefusalCard {
  readonly editor: Editor;
  readonly job: JobRecord;
  readonly attempt: RefusedAttempt;
  /** Puts the cursor into a param of a node. */
  readonly write: (node: NodeId, param: string) => void;
}

const headings: Readonly<Record<RefusedAttempt['status'], string>> = {
  rejected: 'Refused',
  failed: 'Failed',
  lost: 'Made, and its file is gone',
};

/** The face of a refusal: whether it was billed, the likely cause, what may help, and the service's own words. */
export function refusalCard(card: RefusalCard): TemplateResult {
  const { job, attempt } = card;
  const { failure } = attempt;
  const charge = chargeOf(attempt, job.service);
  const cause = refusalCause(failure);
  const fields = failure.fields ?? [];
  const said = longText(saidWords(failure));
  return html`<section class="section refusal" aria-label="Refusal" data-cause=${cause?.name ?? 'unknown'}>
    <div class="verdict">
      <h3>${headings[attempt.status]}</h3>
      ${charge ? html`<span class="tag ${charge.kind}" title=${charge.why}>${chargeWords(charge)}</span>` : nothing}
    </div>
    ${
      cause
        ? html`<p class="cause">${cause.words}</p>
            <p class="muted advice">${cause.advice}</p>`
        : html`<p class="cause">The cause is not known here.</p>
            <p class="muted advice">What the service says is all there is to go by.</p>`
    }
    ${
      said === '' && fields.length === 0
        ? nothing
        : html`<figure class="words">
            <figcaption class="small faint">
              ${attempt.status === 'lost' ? 'What happened' : 'The service’s words'}
            </figcaption>
            ${said === '' ? nothing : html`<blockquote class="foreign">${said}</blockquote>`}
            ${fields.slice(0, 20).map(fieldWords)}
          </figure>`
    }
    ${charge ? html`<p class="small faint why">${charge.why}</p>` : nothing} ${remedies(card, cause?.remedies ?? [])}
  </section>`;
}

function fieldWords({ field, message }: NonNullable<RefusedAttempt['failure']['fields']>[number]): TemplateResult {
  const words = html`<span class="mono">${shownText(field)}</span> ${longText(message)}`;
  return html`<blockquote class="foreign">${words}</blockquote>`;
}

/** What can be done about it: what helps against the cause stands first, and *Try again* always last. */
function remedies(card: RefusalCard, wanted: readonly Remedy[]): TemplateResult | typeof nothing {
  const { editor, job, write } = card;
  const { document, evaluation, shown } = editor.state;
  const [asking] = nodesOfJob(evaluation, job.jobKey);
  const node = asking === undefined ? undefined : nodeOf(document, asking);
  if (!node) return nothing;
  const refusal = shown === 'live' ? liveRefusal(editor.state) : rehearseRefusal(editor.state);
  const again = (): void => void editor.run(shown, { kind: 'again', nodes: againNodes(editor.state, job.jobKey) });
  const prompt = promptPlace(document, editor.registry, node.id);
  const sound = soundPlace(document, editor.registry, node.id);
  const quote = refusal ?? (shown === 'live' ? 'A new attempt: shows the quote first' : 'A new attempt, free');

  const withoutSound = (param: string): void => {
    // Which nodes it is about is read before the edit: their keys are others after it.
    const nodes = againNodes(editor.state, job.jobKey);
    const label = `${titleOf(node, editor.registry)} without sound`;
    editor.edit(setParam(document, node.id, param, false), label);
    void editor.run(shown, { kind: 'again', nodes });
  };
  const editPrompt = prompt
    ? [
        button('Edit prompt', 'Puts the cursor into its text', wanted[0] === 'edit-prompt', () =>
          write(prompt.node, prompt.param),
        ),
      ]
    : [];
  const definition = editor.registry.get(node.type);
  const problems = editor.state.states.get(node.id)?.problems ?? [];
  const settings = problems.flatMap(({ code, place: { param } }) =>
    code === 'refused-field' && param !== undefined && definition
      ? [
          button(`Change ${plainLabel(fieldOf(definition, param))}`, 'Goes to the setting', true, () =>
            write(node.id, param),
          ),
        ]
      : [],
  );
  // What is linked to the inputs that the service named.
  const named = new Set(
    problems.flatMap(({ code, place: { input } }) =>
      code === 'refused-field' && input !== undefined ? (linkInto(document, node.id, input)?.from.node ?? []) : [],
    ),
  );
  const replaced = wanted.includes('replace-reference');
  const replace =
    replaced || named.size > 0
      ? referencePlaces(document, editor.registry, node.id)
          .filter((place) => replaced || named.has(place.node))
          .slice(0, 4)
          .flatMap((place) => {
            const source = nodeOf(document, place.node);
            const name = source ? titleOf(source, editor.registry) : '';
            const act = (): void => write(place.node, place.param);
            return source
              ? [button(`Replace ${name}…`, `Goes to ${name}`, wanted[0] === 'replace-reference', act)]
              : [];
          })
      : [];
  const silent =
    wanted.includes('without-sound') && sound
      ? [button('Try without sound', quote, true, () => withoutSound(sound.param), refusal !== undefined)]
      : [];
  const about = lookAgainAbout(job);
  const look = about === undefined ? [] : [button('Look again', about, true, () => void lookAgainNow(editor, job))];
  const retry = button(
    'Try again',
    quote,
    about === undefined && ((wanted.length === 0 && settings.length === 0) || wanted[0] === 'try-again'),
    again,
    refusal !== undefined,
  );
  return html`<div class="remedies" role="group" aria-label="What you can do">
    ${look}${silent}${settings.slice(0, 4)}${wanted[0] === 'edit-prompt' ? [...editPrompt, ...replace] : [...replace, ...editPrompt]}${retry}
  </div>`;
}

function button(label: string, title: string, first: boolean, act: () => void, disabled = false): TemplateResult {
  return html`<button
    class="button ${first ? 'first' : ''}"
    type="button"
    title=${title}
    ?disabled=${disabled}
    @click=${act}
  >
    <span class="ellipsis">${label}</span>
  </button>`;
}

export const refusalStyles = css`
  .refusal {
    border-left: 2px solid var(--bad);
    background: color-mix(in srgb, var(--bad) 5%, transparent);
    font-size: var(--t-sm);
  }
  .refusal .verdict h3 {
    color: var(--bad);
  }
  .refusal .cause {
    font-size: var(--t-md);
    font-weight: 600;
    text-wrap: pretty;
  }
  .refusal .advice {
    margin-top: 2px;
    text-wrap: pretty;
  }
  .refusal .words {
    margin-top: var(--s-2);
  }
  .refusal blockquote {
    margin: 2px 0 0;
    padding-left: var(--s-2);
    border-left: 2px solid var(--line-strong);
    max-height: 132px;
    overflow: auto;
    scrollbar-width: thin;
    color: var(--text-2);
    white-space: pre-wrap;
  }
  .refusal .why {
    margin-top: var(--s-2);
  }
  .refusal .remedies {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-2);
    margin-top: var(--s-3);
  }
  .refusal .remedies .button {
    max-width: 100%;
    font-size: var(--t-sm);
  }
  .refusal .remedies .first {
    border-color: var(--line-strong);
    background: var(--bg-hover);
  }
`;
