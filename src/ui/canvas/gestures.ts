import type { GraphDocument, NodeId, Point } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { GraphModel } from './graph-model.ts';
import type { ModelGroup, ModelNode } from './model-node.ts';
import { fitSlots } from './model-node.ts';
import { type Hit, rowSocketAt } from './hit-test.ts';
import { type HeldEnd, type LinkDrop, linkDrop } from './link-drop.ts';
import { mostSide } from './node-layout.ts';
import { insideBox, insideOf, type Move, moveNodes, putBetween, snapped, startsOf } from './node-moves.ts';

/** A pointer as gestures see it. */
export interface Pointer {
  /** In graph units. */
  readonly at: Point;
  /** In CSS pixels from the canvas' corner. */
  readonly screen: Point;
  readonly button: number;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What gestures ask of the canvas, and tell it. */
export interface GesturePorts {
  readonly model: GraphModel;
  document(): GraphDocument;
  registry(): NodeRegistry;
  selection(): ReadonlySet<NodeId>;
  hit(at: Point): Hit;
  /** Only panning and zooming; nothing can be changed. */
  locked(): boolean;
  panning(): boolean;
  pan(by: Point): void;
  select(ids: ReadonlySet<NodeId>): void;
  /** Reads the model back and hands out one edit; what the gesture brought in becomes the selection. */
  commit(): void;
  /** Puts the model back to the document. */
  revert(): void;
  refuse(reason: string): void;
  search(pointer: Pointer, held: HeldEnd): void;
  linkMenu(pointer: Pointer, hit: Extract<Hit, { kind: 'link' }>): void;
  redraw(): void;
}

type Gesture =
  | { readonly kind: 'pan'; last: Point; readonly clear: boolean }
  | (Move & { readonly kind: 'move' })
  | { readonly kind: 'resize'; readonly node: ModelNode; readonly start: readonly [number, number] }
  | { readonly kind: 'resize-group'; readonly group: ModelGroup; readonly start: ModelGroup['bounds'] }
  | { readonly kind: 'box'; to: Point }
  | { readonly kind: 'link'; readonly held: readonly HeldEnd[]; readonly detached: boolean; to: Point; drop?: LinkDrop }
  | { readonly kind: 'link-menu'; readonly hit: Extract<Hit, { kind: 'link' }> };

/** What is to be drawn of a gesture over the graph. */
export interface GestureSight {
  readonly box?: readonly [from: Point, to: Point];
  readonly held?: { readonly ends: readonly HeldEnd[]; readonly to: Point; readonly drop: LinkDrop | undefined };
}

export interface Gestures {
  press(pointer: Pointer): void;
  move(pointer: Pointer): void;
  release(pointer: Pointer): void;
  cancel(): void;
  /** Whether a drag is under way that pans when it comes near an edge; then its last pointer. */
  edgeDrag(): Pointer | undefined;
  active(): boolean;
  sight(): GestureSight;
}

/** CSS pixels a pointer may tremble and still be a click. */
const tremble = 3;

/** Turns pointers into changes of the model, and each finished gesture into one commit. */
export function createGestures(ports: GesturePorts): Gestures {
  const { model } = ports;
  let gesture: Gesture | undefined;
  let start: { readonly pointer: Pointer; readonly hit: Hit } | undefined;
  let last: Pointer | undefined;
  let moved = false;

  const beginMove = (lead: NodeId, ids: readonly NodeId[], groups: readonly ModelGroup[] = []): Gesture => {
    const free = ids.filter((id) => model.nodes.get(id)?.source.pinned === false);
    return {
      kind: 'move',
      starts: startsOf(model, free),
      lead,
      groups: groups.map((group) => ({ group, start: [...group.bounds] })),
    };
  };

  const pressNode = (pointer: Pointer, hit: Extract<Hit, { kind: 'node' }>): Gesture => {
    const selection = ports.selection();
    if (pointer.alt && !pointer.ctrl) return { kind: 'pan', last: pointer.screen, clear: false };
    if (pointer.ctrl) return { kind: 'box', to: pointer.at };
    if (!selection.has(hit.node)) ports.select(new Set(pointer.shift ? [...selection, hit.node] : [hit.node]));
    const node = model.nodes.get(hit.node);
    if (hit.part === 'corner' && node && !node.source.pinned && !node.source.collapsed)
      return { kind: 'resize', node, start: [node.lite.size[0], node.lite.size[1]] };
    return beginMove(hit.node, [...ports.selection()]);
  };

  const pressSocket = (pointer: Pointer, hit: Extract<Hit, { kind: 'input' | 'output' }>): Gesture | undefined => {
    const document = ports.document();
    const end = { node: hit.node };
    const leaving = document.links.filter((link) => link.from.node === hit.node && link.from.output === hit.socket);
    if (pointer.ctrl && pointer.alt) {
      const cut = hit.kind === 'input' ? [{ ...end, input: hit.socket }] : leaving.map((link) => link.to);
      for (const to of cut) model.disconnect(to);
      ports.commit();
      return undefined;
    }
    if (hit.kind === 'output') {
      if (!pointer.shift || leaving.length === 0)
        return { kind: 'link', held: [{ from: { ...end, output: hit.socket } }], detached: false, to: pointer.at };
      for (const link of leaving) model.disconnect(link.to);
      return { kind: 'link', held: leaving.map(({ to }) => ({ to })), detached: true, to: pointer.at };
    }
    const to = { ...end, input: hit.socket };
    const cut = model.disconnect(to);
    return { kind: 'link', held: [cut ? { from: cut.from } : { to }], detached: cut !== undefined, to: pointer.at };
  };

  const pressGroup = (pointer: Pointer, { group, part }: Extract<Hit, { kind: 'group' }>): Gesture => {
    if (pointer.ctrl) return { kind: 'box', to: pointer.at };
    if (part === 'corner') return { kind: 'resize-group', group, start: [...group.bounds] };
    return beginMove('', insideOf(model, group), [group]);
  };

  const begin = (pointer: Pointer, hit: Hit): Gesture | undefined => {
    if (pointer.button === 1 || ports.panning() || ports.locked())
      return { kind: 'pan', last: pointer.screen, clear: false };
    switch (hit.kind) {
      case 'input':
      case 'output':
        return pressSocket(pointer, hit);
      case 'node':
        return pressNode(pointer, hit);
      case 'group':
        return pressGroup(pointer, hit);
      case 'link':
        return { kind: 'link-menu', hit };
      case 'empty':
        return pointer.ctrl ? { kind: 'box', to: pointer.at } : { kind: 'pan', last: pointer.screen, clear: true };
    }
  };

  /** Alt+drag: the copies are drawn from the first movement on, and moved instead of the originals. */
  const beginClone = (hit: Extract<Hit, { kind: 'node' }>): Gesture | undefined => {
    const selection = ports.selection();
    const ids = selection.has(hit.node) ? [...selection] : [hit.node];
    const copies = new Map<NodeId, ModelNode>();
    for (const id of ids) {
      const lite = model.nodes.get(id)?.lite;
      const copy = lite && model.addClone(id, [lite.pos[0] ?? 0, lite.pos[1] ?? 0]);
      if (copy) copies.set(id, copy);
    }
    for (const link of ports.document().links) {
      const [from, to] = [copies.get(link.from.node), copies.get(link.to.node)];
      if (from && to)
        model.connect({ node: from.ref, output: link.from.output }, { node: to.ref, input: link.to.input });
    }
    const lead = copies.get(hit.node);
    const refs = [...copies.values()].map((copy) => copy.ref);
    if (!lead) return undefined;
    // A copy of a pinned node is free to be placed.
    return { kind: 'move', starts: startsOf(model, refs), lead: lead.ref, groups: [] };
  };

  const drag = (pointer: Pointer): void => {
    if (!gesture || !start) return;
    const by: Point = [pointer.at[0] - start.pointer.at[0], pointer.at[1] - start.pointer.at[1]];
    switch (gesture.kind) {
      case 'pan':
        ports.pan([pointer.screen[0] - gesture.last[0], pointer.screen[1] - gesture.last[1]]);
        gesture.last = pointer.screen;
        return;
      case 'move':
        return moveNodes(model, gesture, pointer.shift ? snapped(gesture.starts.get(gesture.lead), by) : by);
      case 'resize': {
        const { node, start: size } = gesture;
        const [width, height] = pointer.shift ? snapped(size, by) : by;
        node.lite.size = [
          Math.min(mostSide, Math.max(node.layout.least[0], size[0] + width)),
          Math.min(mostSide, Math.max(node.layout.least[1], size[1] + height)),
        ];
        return fitSlots(node);
      }
      case 'resize-group':
        gesture.group.bounds[2] = Math.max(120, gesture.start[2] + by[0]);
        gesture.group.bounds[3] = Math.max(80, gesture.start[3] + by[1]);
        return;
      case 'box':
        gesture.to = pointer.at;
        return;
      case 'link': {
        gesture.to = pointer.at;
        const drop = dropAt(pointer, gesture.held);
        if (drop) gesture.drop = drop;
        else delete gesture.drop;
        return;
      }
      case 'link-menu':
        gesture = { kind: 'pan', last: pointer.screen, clear: false };
    }
  };

  /** What letting go of all held ends at a pointer does: the first one decides, the others follow it. */
  const dropAt = (pointer: Pointer, held: readonly HeldEnd[]): LinkDrop | undefined => {
    const [end] = held;
    const hit = ports.hit(pointer.at);
    if (!end || (hit.kind !== 'input' && hit.kind !== 'output' && hit.kind !== 'node')) return undefined;
    const side = 'from' in end ? 'input' : 'output';
    const node = model.nodes.get(hit.node);
    const own = 'from' in end ? end.from.node : end.to.node;
    const socket = hit.kind === side ? hit.socket : node && rowSocketAt(node, side, pointer.at);
    if (hit.node === own && socket === undefined) return undefined;
    return linkDrop(ports.document(), ports.registry(), end, {
      node: hit.node,
      ...(socket === undefined ? {} : { socket }),
    });
  };

  const dropLink = (pointer: Pointer, link: Extract<Gesture, { kind: 'link' }>): void => {
    const [end] = link.held;
    if (!end || (!moved && link.detached)) return ports.revert();
    const drop = dropAt(pointer, link.held);
    if (!drop) {
      // A link that was pulled off and let go in the open is cut; a new one asks what should stand there.
      if (link.detached) return ports.commit();
      ports.revert();
      if (moved && ports.hit(pointer.at).kind !== 'node') ports.search(pointer, end);
      return;
    }
    if (drop.kind === 'refused') {
      ports.revert();
      ports.refuse(drop.reason);
      return;
    }
    if (drop.kind === 'between') putBetween(model, drop);
    else model.connect(drop.from, drop.to);
    for (const other of link.held.slice(1)) {
      const more = dropAt(pointer, [other]);
      if (more?.kind === 'link') model.connect(more.from, more.to);
    }
    ports.commit();
  };

  const click = (pointer: Pointer, hit: Hit): void => {
    const selection = ports.selection();
    if (hit.kind !== 'node') {
      if (hit.kind === 'empty' && !pointer.ctrl && !pointer.shift && selection.size > 0) ports.select(new Set());
      return;
    }
    if (hit.part === 'dot' && !pointer.ctrl && !pointer.shift && !ports.locked()) {
      const node = model.nodes.get(hit.node);
      if (node) node.lite.flags.collapsed = !node.lite.flags.collapsed;
      return ports.commit();
    }
    if (pointer.ctrl) ports.select(toggled(selection, hit.node));
    else if (!pointer.shift && selection.size > 1) ports.select(new Set([hit.node]));
  };

  const end = (): void => {
    gesture = undefined;
    start = undefined;
    last = undefined;
    moved = false;
    ports.redraw();
  };

  return {
    press(pointer) {
      if (gesture) return;
      const hit = ports.hit(pointer.at);
      start = { pointer, hit };
      last = pointer;
      moved = false;
      gesture = begin(pointer, hit);
      ports.redraw();
    },
    move(pointer) {
      if (!gesture || !start) return;
      last = pointer;
      const far = Math.hypot(pointer.screen[0] - start.pointer.screen[0], pointer.screen[1] - start.pointer.screen[1]);
      if (!moved && far <= tremble) return;
      if (!moved && start.hit.kind === 'node' && start.pointer.alt && !start.pointer.ctrl && !ports.locked())
        gesture = beginClone(start.hit) ?? gesture;
      moved = true;
      drag(pointer);
      ports.redraw();
    },
    release(pointer) {
      const [ended, from] = [gesture, start];
      if (!ended || !from) return;
      if (ended.kind === 'link') dropLink(pointer, ended);
      else if (!moved) {
        if (ended.kind === 'link-menu') ports.linkMenu(pointer, ended.hit);
        else if (from.pointer.button === 0 && !ports.panning()) click(from.pointer, from.hit);
      } else if (ended.kind === 'box') {
        const boxed = insideBox(model, from.pointer.at, pointer.at);
        ports.select(new Set(pointer.shift ? [...ports.selection(), ...boxed] : boxed));
      } else if (ended.kind !== 'pan' && ended.kind !== 'link-menu') ports.commit();
      end();
    },
    cancel() {
      if (!gesture) return;
      ports.revert();
      end();
    },
    edgeDrag: () => (moved && gesture && gesture.kind !== 'pan' && gesture.kind !== 'link-menu' ? last : undefined),
    active: () => gesture !== undefined,
    sight() {
      if (gesture?.kind === 'box' && start && moved) return { box: [start.pointer.at, gesture.to] };
      if (gesture?.kind === 'link') return { held: { ends: gesture.held, to: gesture.to, drop: gesture.drop } };
      return {};
    },
  };
}

function toggled(selection: ReadonlySet<NodeId>, id: NodeId): ReadonlySet<NodeId> {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}
