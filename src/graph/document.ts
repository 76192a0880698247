import type { JsonObject, JsonValue } from './json.ts';
import type { Residue } from './file/residue.ts';

/** Identifies a node within its document. Ids of files that are numbers are kept as their text. */
export type NodeId = string;

/** `muted`: the node and what depends on it do not run. `bypassed`: its first fitting input passes through. */
export type NodeMode = 'active' | 'muted' | 'bypassed';

/** Graph units: CSS pixels at 100 %. */
export type Point = readonly [x: number, y: number];
export type Size = readonly [width: number, height: number];

/** A socket that a foreign node brought along; known types have theirs from their definition. */
export interface ForeignSocket {
  /** Unique among the node's inputs, or its outputs. */
  readonly name: string;
  readonly label: string;
  readonly type: string;
}

export interface GraphNode {
  readonly id: NodeId;
  readonly type: string;
  /** Only where a person gave one; else the definition's title is shown. */
  readonly title?: string;
  readonly pos: Point;
  readonly size: Size;
  readonly mode: NodeMode;
  readonly collapsed: boolean;
  readonly pinned: boolean;
  /** Params as written; absent ones have the definition's default. */
  readonly params: JsonObject;
  /** Present exactly on placeholders: nodes of an unknown type, or of a known one whose sockets or params do not fit. */
  readonly foreign?: {
    readonly why: string;
    readonly inputs: readonly ForeignSocket[];
    readonly outputs: readonly ForeignSocket[];
  };
  /** What the file held of this node, for writing back what nobody touched. */
  readonly residue?: Residue;
}

/** Attaches an output to an input. An input holds at most one link. */
export interface Link {
  readonly from: { readonly node: NodeId; readonly output: string };
  readonly to: { readonly node: NodeId; readonly input: string };
  readonly residue?: Residue;
}

export interface Group {
  readonly id: string;
  readonly title: string;
  /** x, y, width, height in graph units. */
  readonly bounds: readonly [number, number, number, number];
  readonly color?: string;
  readonly residue?: Residue;
}

/** What part of the graph the canvas shows. */
export interface View {
  readonly scale: number;
  readonly offset: Point;
}

/**
 * The saved thing: an immutable value. Order of nodes is the drawing order; lookups go through `nodeOf` and `linkInto`.
 * Run states and results never stand in it.
 */
export interface GraphDocument {
  /** The name of the storyboard, without a file ending. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly links: readonly Link[];
  readonly groups: readonly Group[];
  readonly view?: View;
  readonly residue?: Residue;
}

/** A document with nothing in it. */
export function emptyDocument(title = 'Untitled'): GraphDocument {
  return { title, nodes: [], links: [], groups: [] };
}

const nodeIndexes = new WeakMap<GraphDocument['nodes'], ReadonlyMap<NodeId, GraphNode>>();

/** The node with an id, or undefined. */
export function nodeOf(document: GraphDocument, id: NodeId): GraphNode | undefined {
  let index = nodeIndexes.get(document.nodes);
  if (!index) nodeIndexes.set(document.nodes, (index = new Map(document.nodes.map((node) => [node.id, node]))));
  return index.get(id);
}

const linkIndexes = new WeakMap<GraphDocument['links'], ReadonlyMap<string, Link>>();
const inputKey = (node: NodeId, input: string): string => JSON.stringify([node, input]);

/** The link that enters an input, or undefined. */
export function linkInto(document: GraphDocument, node: NodeId, input: string): Link | undefined {
  let index = linkIndexes.get(document.links);
  if (!index) {
    index = new Map(document.links.map((link) => [inputKey(link.to.node, link.to.input), link]));
    linkIndexes.set(document.links, index);
  }
  return index.get(inputKey(node, input));
}

const entering = new WeakMap<GraphDocument['links'], ReadonlyMap<NodeId, readonly Link[]>>();

/** The links that enter a node, in the document's order. */
export function linksInto(document: GraphDocument, node: NodeId): readonly Link[] {
  let index = entering.get(document.links);
  if (!index) {
    const lists = new Map<NodeId, Link[]>();
    for (const link of document.links) {
      const list = lists.get(link.to.node);
      if (list) list.push(link);
      else lists.set(link.to.node, [link]);
    }
    entering.set(document.links, (index = lists));
  }
  return index.get(node) ?? [];
}

/** A param as it counts: own properties only, so that a hostile name reaches no prototype (G08). */
export function ownParam(params: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(params, name) ? params[name] : undefined;
}
