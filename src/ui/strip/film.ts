import { isGrowing } from '../../graph/definition.ts';
import { type GraphDocument, type GraphNode, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import type { MediaRef } from '../../graph/media-ref.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { growingPart, socketsOf } from '../../graph/sockets-of.ts';
import type { NodeState } from '../../runtime/run/node-states.ts';
import { presentAttempt } from '../../runtime/wire/job-record.ts';
import { titleOf } from '../canvas/title-of.ts';
import type { EditorState } from '../editor/editor.ts';
import { isMedium } from '../media/medium-of.ts';
import { settingOf } from '../media/setting-rows.ts';

/** One shot of a film: a link of its growing input. */
export interface Shot {
  /** The link's number in the growing input, from 1. */
  readonly number: number;
  /** The node that gives the clip. */
  readonly node: NodeId;
  readonly output: string;
  /** The node that asks for it to be generated, where one does. */
  readonly maker: NodeId | undefined;
  readonly name: string;
  /** The clip by provenance; undefined while its node cannot be evaluated. */
  readonly ref: MediaRef | undefined;
  /** What stands in while the clip is not made: what the last Run made with this node before it was edited. */
  readonly before: MediaRef | undefined;
  /** As asked for. */
  readonly seconds: number | undefined;
  readonly take: number | undefined;
  /** As asked for: "720p". */
  readonly resolution: string | undefined;
  readonly status: NodeState;
  /** Takes the clip of the shot before as a reference. */
  readonly extends: boolean;
}

/** The film that the strip shows. */
export interface Film {
  readonly node: NodeId;
  /** The name of the growing input in the definition. */
  readonly base: string;
  /** How many shots it takes at most. */
  readonly max: number;
  readonly title: string;
  readonly shots: readonly Shot[];
  /** The joined film by provenance. */
  readonly ref: MediaRef | undefined;
  readonly status: NodeState;
}

const idle: NodeState = { state: 'idle', problems: [], editedSince: false };

/** The selected node whose face is a strip, else the last one of the document. */
export function filmNode(
  document: GraphDocument,
  registry: NodeRegistry,
  selection: ReadonlySet<NodeId>,
): GraphNode | undefined {
  const films = document.nodes.filter((node) => !node.foreign && registry.get(node.type)?.face === 'strip');
  return films.find(({ id }) => selection.has(id)) ?? films.at(-1);
}

/** The shots of the film in order, and how each stands; undefined where the document has no film. */
export function filmOf(state: EditorState, registry: NodeRegistry): Film | undefined {
  const { document, evaluation, states } = state;
  const node = filmNode(document, registry, state.selection);
  const definition = node && registry.get(node.type);
  const row = Object.entries(definition?.inputs ?? {}).flatMap(([base, spec]) =>
    isGrowing(spec) ? [{ base, spec }] : [],
  )[0];
  if (!node || !definition || !row) return undefined;
  const links = document.links
    .flatMap((link) => {
      const part = link.to.node === node.id ? growingPart(definition, link.to.input) : undefined;
      return part?.base === row.base ? [{ link, number: part.number }] : [];
    })
    .sort((a, b) => a.number - b.number);
  const shots: Shot[] = [];
  for (const { link, number } of links) {
    const previous = shots.at(-1);
    shots.push(shotOf(state, registry, link.from, number, previous));
  }
  const out = Object.values(evaluation.nodes.get(node.id)?.outputs ?? {}).find(isMedium);
  const titleParam = settingOf(definition, node, 'title');
  const title = typeof titleParam === 'string' && titleParam.trim() !== '' ? titleParam : node.title;
  return {
    node: node.id,
    base: row.base,
    max: row.spec.max,
    title: title ?? document.title,
    shots,
    ref: out?.ref,
    status: states.get(node.id) ?? idle,
  };
}

function shotOf(
  { document, evaluation, states }: EditorState,
  registry: NodeRegistry,
  from: { readonly node: NodeId; readonly output: string },
  number: number,
  previous: Shot | undefined,
): Shot {
  const source = nodeOf(document, from.node);
  const value = evaluation.nodes.get(from.node)?.outputs[from.output];
  const medium = isMedium(value) ? value : undefined;
  const maker = makerOf(document, registry, from.node);
  const making = maker === undefined ? undefined : nodeOf(document, maker);
  const status = states.get(maker ?? from.node) ?? idle;
  const take = making && takeOf(making, registry);
  const named = medium?.name ?? (making ? titleOf(making, registry) : source && titleOf(source, registry));
  const { runJob } = status;
  const before: MediaRef | undefined =
    runJob && presentAttempt(runJob).status === 'succeeded'
      ? { jobKey: runJob.jobKey, kind: 'video', n: 0 }
      : undefined;
  return {
    number,
    node: from.node,
    output: from.output,
    maker,
    name: named ?? `Shot ${number}`,
    ref: medium?.ref,
    before,
    seconds: medium?.seconds,
    take,
    resolution: maker === undefined ? undefined : evaluation.nodes.get(maker)?.order?.meter.resolution,
    status,
    extends: previous !== undefined && maker !== undefined && takesFrom(document, registry, maker, previous.node),
  };
}

function takeOf(node: GraphNode, registry: NodeRegistry): number | undefined {
  const definition = registry.get(node.type);
  const param = definition && paramPlaying(definition, 'take');
  const take = definition && param !== undefined ? settingOf(definition, node, param) : undefined;
  return typeof take === 'number' ? take : undefined;
}

/** The node that asks for a clip to be generated, looking back from where the clip comes out; nothing is looked through that makes clips here. */
export function makerOf(document: GraphDocument, registry: NodeRegistry, from: NodeId): NodeId | undefined {
  const seen = new Set<NodeId>();
  const queue: NodeId[] = [from];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    const node = nodeOf(document, id);
    const kind = node && !node.foreign ? registry.get(node.type)?.work.kind : undefined;
    if (seen.has(id) || !node || kind === undefined || kind === 'value' || kind === 'media') continue;
    if (kind === 'request') return id;
    seen.add(id);
    for (const { name } of socketsOf(document, node, registry).inputs) {
      const link = linkInto(document, id, name);
      if (link) queue.push(link.from.node);
    }
  }
  return undefined;
}

/** Whether something flows from a node straight into another, or through nodes that only pass it on. */
function takesFrom(document: GraphDocument, registry: NodeRegistry, node: NodeId, source: NodeId): boolean {
  const origin = passedFrom(document, registry, source);
  return document.links.some(
    ({ from, to }) => to.node === node && passedFrom(document, registry, from.node) === origin,
  );
}

/** Where something comes from that a node only passes on. */
function passedFrom(document: GraphDocument, registry: NodeRegistry, from: NodeId): NodeId {
  const seen = new Set<NodeId>();
  for (let id = from; !seen.has(id);) {
    seen.add(id);
    const node = nodeOf(document, id);
    if (!node || node.foreign || registry.get(node.type)?.work.kind !== 'pass') return id;
    const [first] = socketsOf(document, node, registry).inputs.flatMap(
      ({ name }) => linkInto(document, id, name) ?? [],
    );
    if (!first) return id;
    id = first.from.node;
  }
  return from;
}
