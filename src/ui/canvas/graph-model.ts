import type { GraphDocument, GraphNode, Link, NodeId, Point } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { socketsOf } from '../../graph/sockets-of.ts';
import type { LiteGraphModel, LiteNode } from './litegraph-types.ts';
import {
  createLiteGraph,
  createLiteNode,
  forgetNode,
  setDrawingOrder,
  setFoldedWidth,
  titleHeight,
} from './litegraph.ts';
import { boundedPoint, layoutOf } from './node-layout.ts';
import type { CanvasFonts } from './canvas-fonts.ts';
import { type ModelGroup, type ModelNode, fitSlots, movedNode, roundedPos, setSlots } from './model-node.ts';
import { createModelLinks, type Ends, touchedBy } from './model-links.ts';
import { nodeMessage } from './node-message.ts';
import type { NodeView } from './node-view.ts';
import type { AddedNode, ReadBack } from './read-back.ts';
import { type RoomBelow, roomBelow } from './room-below.ts';
import type { Measure } from './shown-text.ts';
import { titleOf } from './title-of.ts';
import { inDrawingOrder } from './drawing-order.ts';
import { modelGroups } from './model-groups.ts';
import { worstProblems } from './worst-problems.ts';

/** What the model is made from. */
export interface ModelSource {
  readonly document: GraphDocument;
  readonly registry: NodeRegistry;
  readonly states: ReadonlyMap<NodeId, NodeView>;
  readonly problems: readonly Problem[];
  /** Drawn on top of the others while they are selected. */
  readonly selection: ReadonlySet<NodeId>;
}

/** litegraph's model of a document, brought up to date by difference and read back after gestures. */
export interface GraphModel {
  readonly graph: LiteGraphModel;
  readonly nodes: ReadonlyMap<NodeId, ModelNode>;
  readonly groups: readonly ModelGroup[];
  of(lite: LiteNode): ModelNode | undefined;
  /** Brings the model to what a document says; what a gesture changed and nobody committed is undone. */
  sync(source: ModelSource): void;
  connect(from: Link['from'], to: Link['to']): void;
  disconnect(to: Link['to']): Ends | undefined;
  addClone(of: NodeId, pos: Point): ModelNode | undefined;
  addNew(type: string, pos: Point): ModelNode | undefined;
  /** What differs from the document of the last `sync`. */
  readBack(): ReadBack;
  /** Forgets all measured widths: the next `sync` lays everything out again. */
  remeasure(): void;
}

export function createGraphModel(measure: Measure, fonts: CanvasFonts): GraphModel {
  const graph = createLiteGraph();
  const nodes = new Map<NodeId, ModelNode>();
  const byLite = new Map<number, ModelNode>();
  const links = createModelLinks(graph, nodes, byLite);
  let groups: ModelGroup[] = [];
  let last: ModelSource | undefined;
  let problemsOf = new Map<NodeId, Problem>();
  let linksTouched = false;
  let made = 0;
  let stale = false;
  let below: RoomBelow = () => Number.POSITIVE_INFINITY;

  const place = (node: ModelNode): void => {
    const { lite, source, layout } = node;
    const pos = boundedPoint(source.pos);
    lite.pos[0] = pos[0];
    lite.pos[1] = pos[1];
    lite.size = [layout.width, layout.height];
    lite.flags.collapsed = source.collapsed;
    fitSlots(node);
  };

  const relayout = (node: ModelNode): void => {
    const { source, view, sockets, definition } = node;
    node.room = undefined;
    node.layout = layoutOf({
      size: source.size,
      sockets,
      face: definition?.face ?? 'none',
      settings: view?.summary ?? [],
      detail: view?.detail,
      message: nodeMessage(source, view, node.problem),
      room: (base, width) => (node.room = { base, tall: below(source, width, base) }).tall,
      fonts,
      measure,
    });
    node.lite.title = node.title;
    setFoldedWidth(node.lite, Math.min(node.layout.width, Math.max(96, 48 + measure(node.title, fonts.title))));
    place(node);
  };

  /** Whether what stands below leaves a message as much room as it had. */
  const sameRoom = ({ room, source, layout }: ModelNode): boolean =>
    room === undefined || below(source, layout.width, room.base) === room.tall;

  const make = (ref: NodeId, source: GraphNode, from: ModelSource): ModelNode => {
    const definition = source.foreign ? undefined : from.registry.get(source.type);
    const node: ModelNode = {
      ref,
      lite: createLiteNode(),
      source,
      definition,
      title: titleOf(source, from.registry),
      sockets: { inputs: [], outputs: [] },
      view: from.states.get(ref),
      problem: problemsOf.get(ref),
      layout: { width: 0, height: 0, least: [0, 0], inputs: [], outputs: [], settings: [] },
    };
    graph.add(node.lite, true);
    nodes.set(ref, node);
    byLite.set(node.lite.id, node);
    return node;
  };

  const drop = (node: ModelNode): void => {
    forgetNode(graph, node.lite.id);
    byLite.delete(node.lite.id);
    nodes.delete(node.ref);
  };

  const sync = (next: ModelSource): void => {
    const before = last;
    const { document } = next;
    const everything = stale || before?.registry !== next.registry;
    if (before?.document.nodes !== document.nodes) below = roomBelow(document.nodes, titleHeight);
    if (before?.problems !== next.problems) problemsOf = worstProblems(next.problems);
    const wired = everything || linksTouched || before?.document.links !== document.links;
    const rewired = wired ? touchedBy(before?.document.links ?? [], document.links) : new Set<NodeId>();
    const kept = new Set(document.nodes.map((node) => node.id));
    let resocketed = false;
    for (const node of nodes.values()) {
      if (!node.like && kept.has(node.ref)) continue;
      drop(node);
      resocketed = true;
    }
    for (const source of document.nodes) {
      const present = nodes.get(source.id);
      const node = present ?? make(source.id, source, next);
      const view = next.states.get(source.id);
      const problem = problemsOf.get(source.id);
      const sameSource = present !== undefined && node.source === source && !everything;
      const retyped =
        !present || everything || node.source.type !== source.type || node.source.foreign !== source.foreign;
      if (!sameSource) {
        node.source = source;
        node.definition = source.foreign ? undefined : next.registry.get(source.type);
        node.title = titleOf(source, next.registry);
      }
      if (retyped || rewired.has(source.id)) {
        node.sockets = socketsOf(document, source, next.registry);
        resocketed = setSlots(node) || resocketed;
      } else if (sameSource && node.view === view && node.problem === problem && sameRoom(node)) {
        // Its place may have been changed by a gesture that nobody committed.
        place(node);
        continue;
      }
      node.view = view;
      node.problem = problem;
      relayout(node);
    }
    if (wired || resocketed) links.relink(document);
    setDrawingOrder(graph, inDrawingOrder(document, next.selection, nodes));
    groups = modelGroups(document);
    linksTouched = false;
    stale = false;
    // A copy: what hands it in may be the element itself, whose properties change under it.
    const { registry, states, problems, selection } = next;
    last = { document, registry, states, problems, selection };
  };

  const bring = (source: GraphNode, pos: Point, like: AddedNode['like']): ModelNode | undefined => {
    if (!last) return undefined;
    const node = make(`new:${++made}`, { ...source, pos, id: `new:${made}` }, last);
    node.like = like;
    node.view = 'clone' in like ? undefined : node.view;
    // On its own it has no links, so that growing inputs show their free socket.
    node.sockets = socketsOf({ ...last.document, nodes: [], links: [] }, node.source, last.registry);
    setSlots(node);
    relayout(node);
    return node;
  };

  return {
    graph,
    nodes,
    get groups() {
      return groups;
    },
    of: (lite) => byLite.get(lite.id),
    sync,
    connect(from, to) {
      linksTouched = true;
      links.cut(to);
      links.attach({ from, to });
    },
    disconnect(to) {
      linksTouched = true;
      return links.cut(to);
    },
    addClone(id, pos) {
      const source = nodes.get(id)?.source;
      return source && bring(source, pos, { clone: id });
    },
    addNew(type, pos) {
      const definition = last?.registry.get(type);
      if (!definition) return undefined;
      const source: GraphNode = {
        id: '',
        type,
        pos,
        size: definition.size,
        mode: 'active',
        collapsed: false,
        pinned: false,
        params: {},
      };
      return bring(source, pos, { type });
    },
    remeasure() {
      stale = true;
    },
    readBack() {
      const all = [...nodes.values()];
      return {
        moved: all.flatMap((node) => (node.like ? [] : movedNode(node))),
        added: all.flatMap((node) =>
          node.like ? [{ ref: node.ref, pos: roundedPos(node.lite), like: node.like }] : [],
        ),
        ...(linksTouched && { links: links.all() }),
        groups: groups.flatMap((group) =>
          group.bounds.every((value, index) => value === group.source.bounds[index])
            ? []
            : [{ id: group.source.id, bounds: group.bounds.map(Math.round) as unknown as ModelGroup['bounds'] }],
        ),
      };
    },
  };
}
