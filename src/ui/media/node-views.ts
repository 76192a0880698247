import type { AnyNodeDefinition } from '../../graph/definition.ts';
import type { GraphNode, NodeId } from '../../graph/document.ts';
import type { NodeEvaluation } from '../../graph/evaluate.ts';
import { nodeOf } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import { refusalWords } from '../../runtime/run/refusal-words.ts';
import { elapsedWords, stateWords, usdWords, usualWords } from '../../runtime/run/words.ts';
import { foreignOf, type JobRecord } from '../../runtime/wire/job-record.ts';
import type { NodeView, Tone } from '../canvas/node-view.ts';
import { shownText } from '../canvas/shown-text.ts';
import { titleOf } from '../canvas/title-of.ts';
import type { EditorState } from '../editor/editor.ts';
import { undecidedOf } from '../editor/undecided-jobs.ts';
import { takesOf } from './job-history.ts';
import { linkedWords } from './linked-words.ts';
import { madeWord } from './made-word.ts';
import { fieldWords, markedFields } from './marked-fields.ts';
import { mediumOf } from './medium-of.ts';
import { placeOf, recordsOf } from './medium-place.ts';
import { settingRows } from './setting-rows.ts';
import { isUnderWay, toneOf } from './tone-of.ts';

export interface NodeViewsOptions {
  /** Own jobs, for the number of takes; without them nothing is said of it. */
  readonly history?: readonly JobRecord[];
  /** The measured length of a node's clip, in seconds. */
  readonly measured?: (node: NodeId) => number | undefined;
}

/** How every node of a document stands, in words for the canvas. Pure; `now` in milliseconds since 1970. */
export function nodeViews(
  state: EditorState,
  registry: NodeRegistry,
  now: number,
  options: NodeViewsOptions = {},
): ReadonlyMap<NodeId, NodeView> {
  const records = recordsOf(state.states.values());
  return new Map(
    state.document.nodes.map((node): [NodeId, NodeView] => {
      const status = state.states.get(node.id) ?? idle;
      const evaluation = state.evaluation.nodes.get(node.id);
      const definition = node.foreign ? undefined : registry.get(node.type);
      const takes = options.history && takesOf(options.history, state.graphId, node.id);
      const marked = markedFields(status.problems);
      const summary = definition ? settingRows(definition, node, takes, marked) : [];
      const detail = detailOf(status, evaluation);
      const linked = linkedWords(state, registry, node);
      const error = errorOf(status, definition);
      const undecided = undecidedOf(state.states, [node.id]);
      const clip = clipOf(state, registry, node, status, records, options.measured);
      return [
        node.id,
        {
          state: status.state,
          tone: viewTone(state, status),
          text: textOf(state, registry, node, status, evaluation, now),
          ...(detail === undefined ? {} : { detail }),
          ...(isUnderWay(status) ? { progress: 'busy' as const } : {}),
          ...(summary.length === 0 ? {} : { summary }),
          ...(linked ? { linked } : {}),
          ...(error === undefined ? {} : { error }),
          ...(marked.size === 0 ? {} : { marked }),
          ...(undecided ? { undecided: undecided.jobKey } : {}),
          ...(clip ? { clip } : {}),
        },
      ];
    }),
  );
}

const idle: NodeState = { state: 'idle', problems: [], editedSince: false };
const kindWords: Readonly<Record<string, string>> = { IMAGE: 'picture', VIDEO: 'clip', AUDIO: 'sound' };

/** Beside the title: the state in words, else what kind of thing it is, or how many shots of a film are there. */
function textOf(
  state: EditorState,
  registry: NodeRegistry,
  node: GraphNode,
  status: NodeState,
  evaluation: NodeEvaluation | undefined,
  now: number,
): string {
  if (node.mode === 'muted') return 'muted';
  if (node.mode === 'bypassed') return 'bypassed';
  if (node.foreign) return 'not known here';
  if (status.state === 'blocked') return blockedWords(state, registry, status, evaluation);
  if (status.state === 'reused') return status.editedSince ? 'reused · edited since' : 'reused';
  if (status.state === 'succeeded' && status.attempt) return madeWords(state, status);
  const words = shortWords(status, evaluation, now);
  if (words !== '') return words;
  if (evaluation?.operation) return countWords(state, node);
  const [type] = Object.values(evaluation?.definition?.outputs ?? {}).map(({ socket }) => socket);
  const kind = evaluation?.definition?.work.kind === 'value' && node.title !== undefined ? type : undefined;
  return kind === undefined ? '' : (kindWords[kind] ?? '');
}

/** The node that asked for a job says for how long it waits; on the one that awaits it, the place would be cut off. */
function shortWords(status: NodeState, evaluation: NodeEvaluation | undefined, now: number): string {
  const words = stateWords(status, now);
  const { attempt } = status;
  return evaluation?.definition?.work.kind === 'await' && attempt?.status === 'in_queue'
    ? words.replace(` · ${elapsedWords(attempt.submittedAt, now)}`, '')
    : words;
}

/** As everywhere, but what stands from before an edit is marked, and what was made for nothing looks so. */
function viewTone({ evaluation }: EditorState, status: NodeState): Tone {
  if (status.state === 'idle' && status.editedSince) return 'warn';
  return status.state === 'succeeded' && status.attempt && evaluation.service === 'sandbox' ? 'free' : toneOf(status);
}

/** A clip that is there, as the strip says it. */
function madeWords({ evaluation }: EditorState, { attempt, editedSince }: NodeState): string {
  const made = madeWord(attempt, evaluation.service);
  return editedSince ? `${made} · edited since` : made;
}

function blockedWords(
  state: EditorState,
  registry: NodeRegistry,
  { problems }: NodeState,
  evaluation: NodeEvaluation | undefined,
): string {
  // The reason stands on the node as a whole sentence.
  if (problems.some(({ severity }) => severity === 'error')) return 'cannot run yet';
  const [first] = evaluation?.because ?? [];
  const before = first === undefined ? undefined : nodeOf(state.document, first);
  return before ? `waits for ${titleOf(before, registry)}` : 'blocked';
}

/** "1 of 3": how many of what goes into an operation is there. */
function countWords(state: EditorState, node: GraphNode): string {
  const sources = [
    ...new Set(state.document.links.filter(({ to }) => to.node === node.id).map(({ from }) => from.node)),
  ];
  const made = sources.filter((id) => {
    const status = state.states.get(id)?.state;
    return status === 'succeeded' || status === 'reused';
  });
  return sources.length > 1 ? `${made.length} of ${sources.length}` : '';
}

/** The line under the settings: what is known of the wait, the request, the cost. */
function detailOf(status: NodeState, evaluation: NodeEvaluation | undefined): string | undefined {
  const { attempt, job } = status;
  if (!evaluation?.order || !attempt) return undefined;
  const parts: string[] = [];
  if (isUnderWay(status) && attempt.status !== 'downloading') parts.push(usualWords(job?.usual) ?? '');
  const own = evaluation.order.service !== 'sandbox' && foreignOf(attempt) === undefined;
  const paid = own && 'cost' in attempt ? attempt.cost : undefined;
  if (paid !== undefined && attempt.status === 'succeeded') parts.push(usdWords(paid));
  if ('requestId' in attempt && attempt.requestId !== undefined && attempt.status !== 'succeeded')
    parts.push(`request ${attempt.requestId.slice(0, 8)}`);
  const said = parts.filter((part) => part !== '');
  return said.length === 0 ? undefined : said.join(' · ');
}

const broken: ReadonlySet<string> = new Set(['rejected', 'failed', 'lost', 'uncertain']);

/** A whole sentence: why it failed. */
function errorOf(
  { state, failure, problems }: NodeState,
  definition: AnyNodeDefinition | undefined,
): string | undefined {
  if (!broken.has(state)) return undefined;
  const fields = fieldWords(definition, problems);
  if (fields !== '') return shownText(fields);
  if (failure) return shownText(refusalWords(failure));
  const own = problems.findLast(({ severity }) => severity === 'error');
  return own && shownText(`${own.reason} ${own.remedy}`.trim());
}

/** The clip or sound that a player offers, once its bytes exist. */
function clipOf(
  state: EditorState,
  registry: NodeRegistry,
  node: GraphNode,
  status: NodeState,
  records: ReturnType<typeof recordsOf>,
  measured: NodeViewsOptions['measured'],
): NodeView['clip'] {
  const face = node.foreign ? undefined : registry.get(node.type)?.face;
  if (face !== 'player' && face !== 'strip' && face !== 'audio') return undefined;
  const kind = face === 'audio' ? 'sound' : 'clip';
  const medium = mediumOf(state.document, registry, state.evaluation, node.id, kind);
  const place = medium && placeOf(medium.ref, records);
  if (!medium || !place) return undefined;
  if (place.kind === 'result' && status.state !== 'succeeded' && status.state !== 'reused') return undefined;
  const seconds = measured?.(node.id) ?? medium.seconds;
  return { key: place.key, ...(seconds === undefined ? {} : { seconds }) };
}
