import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type GraphNode, linkInto, nodeOf } from '../../graph/document.ts';
import { patchNode } from '../../graph/edit.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { Problem } from '../../graph/problem.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import { serviceWords } from '../../runtime/run/service-words.ts';
import { stateWords } from '../../runtime/run/words.ts';
import type { Failure, JobRecord } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { titleOf } from '../canvas/title-of.ts';
import { distinctTitle } from '../controls/distinct-title.ts';
import { longText } from '../controls/long-text.ts';
import { actionButton } from '../controls/node-actions.ts';
import { partButtons } from '../controls/part-buttons.ts';
import { problemList } from '../controls/problem-list.ts';
import { nodeColour, socketColour } from '../controls/socket-colour.ts';
import { stateTone } from '../controls/state-tone.ts';
import type { Editor } from '../editor/editor.ts';
import { decisionCard, isToDecide } from './decision-card.ts';
import { fieldModels } from './field-model.ts';
import { jobFacts } from './job-facts.ts';
import { nodeForm } from './node-form.ts';
import { refusalCard, refusedAttempt } from './refusal-card.ts';
import './shotgraph-takes.ts';

/** What the inspector of one node needs. */
export interface NodeInspector {
  readonly editor: Editor;
  readonly node: GraphNode;
  readonly clock: () => number;
  readonly random: () => number;
  readonly decide: (jobKey: string) => void;
  readonly goTo: (node: string) => void;
  /** Puts the cursor into a param of a node. */
  readonly write: (node: string, param: string) => void;
}

/** Everything about one node: name, state, problems, settings, takes, what is linked, its job. */
export function nodeInspector(context: NodeInspector): TemplateResult {
  const { editor, node } = context;
  const now = context.clock();
  const { states } = editor.state;
  const definition = node.foreign ? undefined : editor.registry.get(node.type);
  const state: NodeState = states.get(node.id) ?? { state: 'idle', problems: [], editedSince: false };
  const take = definition && takeOf(context, definition);
  const params = new Set(definition ? Object.keys(definition.params.shape) : []);
  // What a field of the form says itself is not said twice.
  const refused = refusedAttempt(state.attempt);
  const general = state.problems.filter(
    ({ code, place, reason }) =>
      (place.param === undefined || !params.has(place.param)) &&
      !(refused && (code === 'refused-field' || toldBy(refused.failure, reason))),
  );
  const asked = isToDecide(state.job) ? state.job : undefined;
  const askedBefore = state.runJob?.jobKey !== state.job?.jobKey && isToDecide(state.runJob) ? state.runJob : undefined;
  const decisionOf = (job: JobRecord | undefined): TemplateResult | typeof nothing =>
    job ? decisionCard({ job, now, before: job === askedBefore, decide: () => context.decide(job.jobKey) }) : nothing;
  // The card of a refusal, or of a decision, says how it stands.
  const words = modeWords(node) ?? (refused || asked ? '' : stateWords(state, now));
  return html`${head(context)} ${decisionOf(asked)} ${decisionOf(askedBefore)}
  ${refused && state.job ? refusalCard({ editor, job: state.job, attempt: refused, write: context.write }) : nothing}
  ${
    words === '' && general.length === 0
      ? nothing
      : html`<section class="section" aria-label="State">
          ${
            words === '' || general.some(({ reason }) => reason === words)
              ? nothing
              : html`<p class="state foreign" style="--tone:${stateTone(state)}">${words}</p>`
          }
          ${words !== '' && general.length > 0 ? html`<div style="height:var(--s-2)"></div>` : nothing}
          ${problemList(general)}
        </section>`
  }
  ${
    definition
      ? nodeForm(definition, {
          editor,
          node,
          title: titleOf(node, editor.registry),
          problems: state.problems,
          random: context.random,
        })
      : nothing
  }
  ${take ?? nothing} ${links(context, state.problems)}
  ${
    state.job
      ? jobFacts({
          editor,
          job: state.job,
          now,
          heading: 'Job',
          told: refused !== undefined || asked !== undefined,
        })
      : nothing
  }
  ${
    state.runJob && state.runJob.jobKey !== state.job?.jobKey
      ? jobFacts({
          editor,
          job: state.runJob,
          now,
          heading: 'Job of the last run, before it was edited',
          told: askedBefore !== undefined,
        })
      : nothing
  }`;
}

/** What the card of a refusal tells is not told once more. */
function toldBy({ message }: Failure, reason: string): boolean {
  return reason === message || reason === serviceWords(message);
}

function modeWords({ mode }: GraphNode): string | undefined {
  if (mode === 'muted') return 'muted: it and what follows do not run';
  return mode === 'bypassed' ? 'bypassed: its first fitting input passes through' : undefined;
}

function head({ editor, node }: NodeInspector): TemplateResult {
  const { document } = editor.state;
  const definition = node.foreign ? undefined : editor.registry.get(node.type);
  const type = shownText(node.type);
  const kind =
    definition?.title ?? (titleOf(node, editor.registry) === type ? 'Unknown here' : `${type}, unknown here`);
  const rename = ({ currentTarget }: Event): void => {
    const { value } = currentTarget as HTMLInputElement;
    const next = patchNode(editor.state.document, node.id, { title: value === '' ? undefined : value });
    editor.edit(next, `Rename ${titleOf(node, editor.registry)}`, `title:${node.id}`);
  };
  return html`<header>
    <div class="title">
      <span class="dot" style="--dot:${nodeColour(document, node, editor.registry)}"></span>
      <input
        class="field"
        id="title"
        aria-label="Title"
        autocomplete="off"
        spellcheck="false"
        dir="auto"
        title=${titleOf(node, editor.registry)}
        placeholder=${definition?.title ?? type}
        .value=${live(node.title ?? '')}
        @input=${rename}
      />
    </div>
    <div class="sub">
      <span class="ellipsis foreign" title=${definition?.about ?? kind}>${kind}</span>
      <span class="toolbar" role="group" aria-label="Node">
        ${partButtons(editor, new Set([node.id]), 'icons')}
        ${(['mute', 'bypass', 'remove'] as const).map((action) => actionButton(editor, action, new Set([node.id])))}
      </span>
    </div>
  </header>`;
}

function takeOf({ editor, node, clock }: NodeInspector, definition: Parameters<typeof fieldModels>[0]) {
  const param = paramPlaying(definition, 'take');
  const model = fieldModels(definition, node).find((field) => field.param === param);
  if (param === undefined || !model) return nothing;
  const present = typeof model.value === 'number' ? model.value : 1;
  return html`<section class="section" aria-label="Takes">
    <shotgraph-takes
      .editor=${editor}
      .node=${node.id}
      .param=${param}
      .present=${present}
      .clock=${clock}
    ></shotgraph-takes>
  </section>`;
}

function links({ editor, node, goTo }: NodeInspector, problems: readonly Problem[]): TemplateResult | typeof nothing {
  const { document } = editor.state;
  const inputs = socketsOf(document, node, editor.registry).inputs.filter(({ free }) => !free);
  if (inputs.length === 0) return nothing;
  return html`<section class="section" aria-label="Inputs">
    <h3>Inputs</h3>
    <ul class="links">
      ${inputs.slice(0, 200).map((input) => {
        const link = linkInto(document, node.id, input.name);
        const source = link && nodeOf(document, link.from.node);
        const label = shownText(input.label) || shownText(input.type);
        const wrong = problems.filter(
          ({ severity, place }) => severity === 'error' && (place.input === input.name || place.input === input.spec),
        );
        return html`<li>
          <span class="socket" style="--dot:${socketColour(input.type)}"></span>
          <span class="ellipsis muted" title="${label}: ${shownText(input.type)}">${label}</span>
          ${
            source
              ? html`<button
                  class="link-button ellipsis"
                  type="button"
                  title="Go to ${distinctTitle(document, source, editor.registry)}"
                  @click=${() => goTo(source.id)}
                >
                  ${distinctTitle(document, source, editor.registry)}
                </button>`
              : html`<span class=${input.required ? 'needed' : 'faint'}
                  >${input.required ? 'needs a link' : 'nothing linked'}</span
                >`
          }
          ${wrong.map(({ reason }) => html`<p class="wrong foreign">${longText(reason, 600)}</p>`)}
        </li>`;
      })}
    </ul>
  </section>`;
}
