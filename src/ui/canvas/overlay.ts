import { nothing, render, type TemplateResult } from 'lit';
import type { NodeId, View } from '../../graph/document.ts';
import type { ModelNode } from './model-node.ts';
import { disjointBoxes, overlaps } from './disjoint-boxes.ts';
import { drawnSize, titleHeight } from './litegraph.ts';
import type { Box } from './node-layout.ts';

/** The layer of text fields, pictures and players over the canvas: it moves as one, its children stand in graph units. */
export interface Overlay {
  /**
   * Stands the faces of visible nodes where the canvas has their room. `contents` says that what they show may have changed;
   * else only places are written.
   */
  update(nodes: readonly ModelNode[], view: View, contents: boolean): void;
  /** Marks the node under the pointer, whose faces then show what they offer. */
  hover(node: NodeId | undefined): void;
  dispose(): void;
}

interface Child {
  readonly root: HTMLElement;
  readonly face: HTMLElement;
  readonly bar: HTMLElement;
  place: string;
  holes: string;
}

export function createOverlay(
  layer: HTMLElement,
  template: (node: ModelNode) => TemplateResult | typeof nothing,
  focused: (node: NodeId) => void,
): Overlay {
  const children = new Map<NodeId, Child>();
  let moved = '';

  const create = (id: NodeId): Child => {
    const root = document.createElement('div');
    root.className = 'on-node';
    const [face, bar] = [document.createElement('div'), document.createElement('div')];
    face.className = 'face';
    bar.className = 'bar';
    bar.append(document.createElement('i'));
    root.append(face, bar);
    root.addEventListener('focusin', () => focused(id));
    layer.append(root);
    const child = { root, face, bar, place: '', holes: '' };
    children.set(id, child);
    return child;
  };

  const remove = (id: NodeId, child: Child): void => {
    render(nothing, child.face);
    child.root.remove();
    children.delete(id);
  };

  const put = (child: Child, node: ModelNode, index: number): void => {
    const { lite, layout, view } = node;
    const { face } = layout;
    const slack = lite.size[1] - layout.height;
    const box = face && { ...face, width: lite.size[0] - face.x * 2, height: face.height + slack };
    const place = [
      lite.pos[0],
      lite.pos[1],
      ...lite.size,
      index,
      box?.y,
      box?.height,
      view?.progress,
      node.source.mode,
    ].join();
    if (place === child.place) return;
    child.place = place;
    child.root.style.cssText = `left:${lite.pos[0]}px;top:${lite.pos[1]}px;width:${lite.size[0]}px;height:${lite.size[1]}px;z-index:${index}`;
    child.root.style.opacity = node.source.mode === 'muted' ? '0.45' : '';
    child.holes = '';
    child.face.hidden = box === undefined;
    if (box) child.face.style.cssText = `left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
    child.bar.hidden = view?.progress === undefined;
  };

  return {
    update(nodes, view, contents) {
      const transform = `scale(${view.scale}) translate(${view.offset[0]}px,${view.offset[1]}px)`;
      if (transform !== moved) layer.style.transform = moved = transform;
      const shown = nodes.filter(
        (node) => !node.source.collapsed && (node.layout.face !== undefined || node.view?.progress !== undefined),
      );
      const ids = new Set(shown.map((node) => node.ref));
      for (const [id, child] of children)
        // A field somebody types in stays, even out of view: removing it would drop the focus.
        if (!ids.has(id) && !child.root.matches(':focus-within')) remove(id, child);
      const order = new Map(nodes.map((node, index) => [node, index]));
      for (const node of shown) {
        const known = children.get(node.ref);
        const child = known ?? create(node.ref);
        put(child, node, order.get(node) ?? 0);
        if (!known || contents) render(node.layout.face ? template(node) : nothing, child.face);
        cover(child, node, nodes.slice((order.get(node) ?? 0) + 1));
      }
    },
    hover(node) {
      for (const [id, child] of children) child.root.toggleAttribute('data-hover', id === node);
    },
    dispose() {
      for (const [id, child] of children) remove(id, child);
    },
  };
}

/** Cuts holes where later nodes lie over this one: there the canvas shows, and takes the clicks. */
function cover(child: Child, node: ModelNode, above: readonly ModelNode[]): void {
  const own = boxOf(node);
  const holes = disjointBoxes(above.map(boxOf).filter((box) => overlaps(own, box)));
  const [x, y] = [node.lite.pos[0] ?? 0, node.lite.pos[1] ?? 0];
  const path =
    holes.length === 0
      ? ''
      : `path(evenodd, "M-9 -9H${own.width + 9}V${own.height + 9}H-9Z ${holes
          .map((hole) => `M${hole.x - x} ${hole.y - y}h${hole.width}v${hole.height}h${-hole.width}Z`)
          .join(' ')}")`;
  if (path === child.holes) return;
  child.holes = path;
  child.root.style.clipPath = path;
}

function boxOf({ lite }: ModelNode): Box {
  const [width, height] = drawnSize(lite);
  return { x: lite.pos[0] ?? 0, y: (lite.pos[1] ?? 0) - titleHeight, width, height: titleHeight + height };
}
