import type { AnyNodeDefinition } from '../definition.ts';
import type { GraphNode } from '../document.ts';
import { growingPart } from '../sockets-of.ts';
import { isLosslessObject, type LosslessObject, ownMember, withMember } from './lossless-json.ts';
import {
  collapsedLens,
  idText,
  modeLens,
  pinnedLens,
  posLens,
  rawId,
  sizeLens,
  titleLens,
  unknownSize,
} from './node-lenses.ts';
import { allNames, type Side } from './slot-names.ts';
import { paramsLens } from './widget-values.ts';
import { newSlot } from './write-slots.ts';

/** A node as it goes into a file, but for what its slots say of links. Nodes without residue get everything ComfyUI writes. */
export function writeNode(
  node: GraphNode,
  definition: AnyNodeDefinition | undefined,
  options: {
    /** Its place in topological order, for a node that the file did not have. */
    readonly order: number;
    /** Whether a link names it, so that it needs an id. */
    readonly linked: boolean;
  },
): LosslessObject {
  const { residue } = node;
  const before = isLosslessObject(residue?.raw) ? residue.raw : newNode(node, definition, options.order);
  const kept = options.linked ? false : node.id === residue?.assumed;
  const identified =
    kept || node.id === idText(ownMember(before, 'id')) ? before : withMember(before, 'id', rawId(node.id));
  let raw = titleLens.put(identified, node.title);
  raw = posLens.put(raw, node.pos);
  raw = sizeLens(definition?.size ?? unknownSize).put(raw, node.size);
  raw = modeLens.put(raw, node.mode);
  raw = collapsedLens.put(raw, node.collapsed);
  raw = pinnedLens.put(raw, node.pinned);
  return node.foreign ? raw : paramsLens(definition?.widgetOrder).put(raw, node.params);
}

/** A node as ComfyUI would write it, with no links; growing sockets come with theirs. */
function newNode(node: GraphNode, definition: AnyNodeDefinition | undefined, order: number): LosslessObject {
  const slots = (side: Side): readonly LosslessObject[] =>
    node.foreign
      ? node.foreign[side].map(({ name, type }, index) => newSlot(undefined, side, name, index, type))
      : definition
        ? allNames(definition, side)
            .filter((name) => side === 'outputs' || !growingPart(definition, name))
            .map((name, index) => newSlot(definition, side, name, index))
        : [];
  // ComfyUI's own types have no back-end name, and no list of values where they have none.
  const own = definition?.widgetOrder === undefined;
  return {
    id: rawId(node.id),
    type: node.type,
    pos: [...node.pos],
    size: [...node.size],
    flags: {},
    order,
    mode: 0,
    inputs: slots('inputs'),
    outputs: slots('outputs'),
    properties: own ? { 'Node name for S&R': node.type } : { ...definition?.fileProperties },
    ...(own ? { widgets_values: {} } : definition?.widgetOrder?.length ? { widgets_values: [] } : {}),
  };
}
