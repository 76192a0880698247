import type { NodeId, Point } from '../../graph/document.ts';
import { gestureStarts } from './begin-gesture.ts';
import type { Gesture, GesturePorts, Pointer } from './gesture.ts';
import { fitSlots } from './model-node.ts';
import { type Hit, rowSocketAt } from './hit-test.ts';
import { type HeldEnd, type LinkDrop, linkDrop } from './link-drop.ts';
import { mostSide } from './node-layout.ts';
import { insideBox, moveNodes, putBetween, snapped } from './node-moves.ts';

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
  const { begin, beginClone } = gestureStarts(ports);
  let gesture: Gesture | undefined;
  let start: { readonly pointer: Pointer; readonly hit: Hit } | undefined;
  let last: Pointer | undefined;
  let moved = false;

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
