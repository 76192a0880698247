import { type GraphDocument, type GraphNode, linkInto, type NodeId, nodeOf } from '../../graph/document.ts';
import type { Evaluation } from '../../graph/evaluate.ts';
import type { JobKey } from '../../graph/keys.ts';
import { paramPlaying } from '../../graph/param-field.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { EditorState } from './editor.ts';

/** A param of a node, where something can be written. */
export interface ParamPlace {
  readonly node: NodeId;
  readonly param: string;
}

/** The nodes that a job is of: the one that asks for it first, then those that await it. */
export function nodesOfJob({ nodes }: Pick<Evaluation, 'nodes'>, jobKey: JobKey): readonly NodeId[] {
  const all = [...nodes.values()];
  return [...all.filter(({ order }) => order?.jobKey === jobKey), ...all.filter(({ awaits }) => awaits === jobKey)].map(
    ({ node }) => node.id,
  );
}

/** What is to be made again for a job: its own nodes, and of what follows from them what was not made. */
export function againNodes(
  { document, evaluation, unmade }: Pick<EditorState, 'document' | 'evaluation' | 'unmade'>,
  jobKey: JobKey,
): NodeId[] {
  const nodes = new Set(nodesOfJob(evaluation, jobKey));
  // A set goes on over what is added while it is walked.
  for (const id of nodes) {
    for (const { from, to } of document.links) if (from.node === id && unmade.has(to.node)) nodes.add(to.node);
  }
  return [...nodes];
}

/** Where the text that goes into a node is written; undefined where nothing is linked, or no param holds it. */
export function promptPlace(document: GraphDocument, registry: NodeRegistry, id: NodeId): ParamPlace | undefined {
  return sourcesOf(document, registry, id).flatMap(({ type, source }) =>
    type === 'TEXT' ? placeOn(registry, source, 'lines') : [],
  )[0];
}

/** Where the references that go into a node are chosen, each once, in the order of its inputs. */
export function referencePlaces(document: GraphDocument, registry: NodeRegistry, id: NodeId): readonly ParamPlace[] {
  const places = sourcesOf(document, registry, id).flatMap(({ source }) => placeOn(registry, source, 'file'));
  return [...new Map(places.map((place) => [place.node, place])).values()];
}

/** The param that says whether a node's clip has sound, where it is a switch of its own. */
export function soundPlace(document: GraphDocument, registry: NodeRegistry, id: NodeId): ParamPlace | undefined {
  const node = nodeOf(document, id);
  return node && placeOn(registry, node, 'sound')[0];
}

function placeOn(registry: NodeRegistry, node: GraphNode, part: Parameters<typeof paramPlaying>[1]): ParamPlace[] {
  const definition = node.foreign ? undefined : registry.get(node.type);
  const param = definition && paramPlaying(definition, part);
  return param === undefined ? [] : [{ node: node.id, param }];
}

interface Source {
  /** Of the input that it goes into. */
  readonly type: string;
  readonly source: GraphNode;
}

/** What is linked into a node, through nodes that only pass it on. */
function sourcesOf(document: GraphDocument, registry: NodeRegistry, id: NodeId): readonly Source[] {
  const node = nodeOf(document, id);
  if (!node) return [];
  return socketsOf(document, node, registry).inputs.flatMap(({ name, type }) => {
    const source = behind(document, registry, id, name);
    return source ? [{ type, source }] : [];
  });
}

function behind(document: GraphDocument, registry: NodeRegistry, id: NodeId, input: string): GraphNode | undefined {
  const seen = new Set<NodeId>();
  let link = linkInto(document, id, input);
  for (;;) {
    const node = link && nodeOf(document, link.from.node);
    const passes = node && !node.foreign && registry.get(node.type)?.work.kind === 'pass';
    if (!node || !passes || seen.has(node.id)) return node;
    seen.add(node.id);
    const before = socketsOf(document, node, registry).inputs.find(({ free }) => !free);
    link = before && linkInto(document, node.id, before.name);
  }
}
