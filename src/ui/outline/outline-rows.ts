import { type GraphDocument, type GraphNode, type Link, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import { refusalCause } from '../../runtime/run/refusal-cause.ts';
import { refusalWords } from '../../runtime/run/refusal-words.ts';
import { saidWords, sentenceOf, serviceWords } from '../../runtime/run/service-words.ts';
import { stateWords } from '../../runtime/run/words.ts';
import { stateTone } from '../controls/state-tone.ts';
import { shownText } from '../canvas/shown-text.ts';
import { distinctTitle } from '../controls/distinct-title.ts';
import { longText } from '../controls/long-text.ts';
import { namedProblem } from '../media/marked-fields.ts';
import { undecidedOf } from '../editor/undecided-jobs.ts';
import { socketColour } from '../controls/socket-colour.ts';

/** A socket of a node with what is linked to it, by title. */
export interface SocketRow {
  readonly side: 'input' | 'output';
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly colour: string;
  readonly required: boolean;
  readonly linked: readonly string[];
}

/** One node of the outline, as it is drawn. Equal rows look equal. */
export interface OutlineRow {
  readonly id: NodeId;
  readonly title: string;
  /** What a person called it; empty where nobody did. */
  readonly given: string;
  readonly kind: string;
  readonly colour: string;
  readonly state: NodeState['state'];
  readonly waiting: string | undefined;
  readonly words: string;
  /** The colour of the words, as a value for CSS. */
  readonly tone: string;
  /** Its job may have been sent: a person decides. */
  readonly undecided: JobKey | undefined;
  readonly mode: GraphNode['mode'];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly sockets: readonly SocketRow[];
}

export interface OutlineInput {
  readonly document: GraphDocument;
  readonly registry: NodeRegistry;
  readonly evaluation: Pick<Evaluation, 'nodes'>;
  readonly states: ReadonlyMap<NodeId, NodeState>;
  readonly now: number;
}

const nothingKnown: NodeState = { state: 'idle', problems: [], editedSince: false };

/** One row for each node of the document, each after what it depends on. */
export function outlineRows(input: OutlineInput): readonly OutlineRow[] {
  const { document, evaluation } = input;
  const outgoing = new Map<NodeId, Link[]>();
  for (const link of document.links) {
    const list = outgoing.get(link.from.node);
    if (list) list.push(link);
    else outgoing.set(link.from.node, [link]);
  }
  const ordered = [...evaluation.nodes.keys()].filter((id) => nodeOf(document, id));
  const placed = new Set(ordered);
  const all = [...ordered, ...document.nodes.flatMap(({ id }) => (placed.has(id) ? [] : [id]))];
  return all.flatMap((id) => {
    const node = nodeOf(document, id);
    return node ? [outlineRow(input, node, outgoing.get(id) ?? [])] : [];
  });
}

function outlineRow(
  { document, registry, evaluation, states, now }: OutlineInput,
  node: GraphNode,
  outgoing: readonly Link[],
): OutlineRow {
  const state = states.get(node.id) ?? nothingKnown;
  const definition = node.foreign ? undefined : registry.get(node.type);
  const title = (id: NodeId): string => {
    const found = nodeOf(document, id);
    return found ? distinctTitle(document, found, registry) : 'nothing';
  };
  const { inputs, outputs } = socketsOf(document, node, registry);
  const reasons = (severity: 'error' | 'warning'): readonly string[] =>
    state.problems
      .filter((problem) => problem.severity === severity)
      .map((problem) => namedProblem(definition, problem))
      .map(({ reason, remedy }) => longText(`${reason} ${remedy}`.trim(), 400));
  const socket = (side: SocketRow['side'], row: (typeof inputs)[number], linked: readonly string[]): SocketRow => ({
    side,
    name: row.name,
    label: shownText(row.label) || shownText(row.type),
    type: shownText(row.type),
    colour: socketColour(row.type),
    required: row.required,
    linked,
  });
  const [reason] = evaluation.nodes.get(node.id)?.because ?? [];
  const because = reason === undefined ? '' : ` by ${title(reason)}`;
  // Its own problems stand below it in full.
  const words =
    state.state !== 'blocked' ? stateWords(state, now) : state.problems.length > 0 ? '' : `blocked${because}`;
  return {
    id: node.id,
    title: distinctTitle(document, node, registry),
    given: node.title === undefined ? '' : shownText(node.title),
    kind: definition?.title ?? shownText(node.type),
    colour: socketColour((outputs[0] ?? inputs[0])?.type ?? ''),
    state: state.state,
    waiting: state.waiting?.for,
    words,
    tone: stateTone(state),
    undecided: undecidedOf(states, [node.id])?.jobKey,
    mode: node.mode,
    errors: refusedWords(state, reasons('error')),
    warnings: reasons('warning'),
    sockets: [
      ...inputs.map((row) => {
        const link = linkInto(document, node.id, row.name);
        return socket('input', row, link ? [title(link.from.node)] : []);
      }),
      ...outputs.map((row) =>
        socket(
          'output',
          row,
          outgoing.filter(({ from }) => from.output === row.name).map(({ to }) => title(to.node)),
        ),
      ),
    ],
  };
}

/** What is wrong, where the service refused it: the likely cause and its own words first. */
function refusedWords({ state, failure }: NodeState, errors: readonly string[]): readonly string[] {
  if (!failure || !refused.has(state)) return errors;
  const said = saidWords(failure);
  const cause = refusalCause(failure);
  const first = cause ? `${cause.short.charAt(0).toUpperCase()}${cause.short.slice(1)}: ${sentenceOf(said)}` : said;
  const told = longText(serviceWords(failure.message), 400);
  const others = errors.filter((error) => !error.startsWith(told));
  return said === '' && others.length > 0
    ? others
    : [longText(said === '' ? refusalWords(failure) : first, 400), ...others];
}

const refused: ReadonlySet<NodeState['state']> = new Set<NodeState['state']>(['rejected', 'failed', 'lost']);

/** What a node is linked with, in one line: `from SH010 prompt, Mara · to Wait for clip`. */
export function linkedWords({ sockets }: Pick<OutlineRow, 'sockets'>): string {
  const names = (side: SocketRow['side']): string =>
    [...new Set(sockets.filter((socket) => socket.side === side).flatMap(({ linked }) => linked))]
      .slice(0, 8)
      .join(', ');
  const [from, to] = [names('input'), names('output')];
  return [...(from === '' ? [] : [`from ${from}`]), ...(to === '' ? [] : [`to ${to}`])].join(' · ');
}
