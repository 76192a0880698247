import type { NodeId } from '../../graph/document.ts';
import type { Gesture, GesturePorts, Pointer } from './gesture.ts';
import type { Hit } from './hit-test.ts';
import type { ModelGroup, ModelNode } from './model-node.ts';
import { insideOf, startsOf } from './node-moves.ts';

/** What a press begins. */
export interface GestureStarts {
  begin(pointer: Pointer, hit: Hit): Gesture | undefined;
  beginClone(hit: Extract<Hit, { kind: 'node' }>): Gesture | undefined;
}

/** Which gesture a press on something begins, by what is held with it. */
export function gestureStarts(ports: GesturePorts): GestureStarts {
  const { model } = ports;

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

  return { begin, beginClone };
}
