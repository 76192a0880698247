import type { GraphNode, NodeId } from '../document.ts';
import type { Problem } from '../problem.ts';
import type { NodeRegistry } from '../registry.ts';
import { boundedText } from './bounded-text.ts';
import { type LosslessObject, ownMember, plainOf } from './lossless-json.ts';
import { collapsedLens, modeLens, pinnedLens, posLens, sizeLens, titleLens, unknownSize } from './node-lenses.ts';
import { warning } from './refusal.ts';
import { foreignSockets, slotMisfit } from './slot-names.ts';
import { clampedParams, paramsLens, widgetMisfit } from './widget-values.ts';

/** A node of a file, by its definition, or as a placeholder that says why it is one (G07). */
export function readNode(raw: LosslessObject, id: NodeId, assumed: boolean, registry: NodeRegistry): GraphNode {
  const type = typeOf(raw);
  const definition = registry.get(type);
  const why = definition
    ? (slotMisfit(raw, definition) ?? widgetMisfit(raw, definition))
    : `the node type “${boundedText(type)}” is not known`;
  const title = titleLens.get(raw);
  return {
    id,
    type,
    ...(title === undefined ? {} : { title }),
    pos: posLens.get(raw),
    size: sizeLens(definition?.size ?? unknownSize).get(raw),
    mode: modeLens.get(raw),
    collapsed: collapsedLens.get(raw),
    pinned: pinnedLens.get(raw),
    params: why === undefined ? paramsLens(definition?.widgetOrder).get(raw) : {},
    ...(why === undefined
      ? {}
      : { foreign: { why, inputs: foreignSockets(raw, 'inputs'), outputs: foreignSockets(raw, 'outputs') } }),
    residue: { raw, ...(assumed ? { assumed: id } : {}) },
  };
}

/** A type is a text; what else stands in its place is shown as text and stays as it is. */
function typeOf(raw: LosslessObject): string {
  const type = ownMember(raw, 'type');
  return typeof type === 'string' ? type : type === undefined ? '' : JSON.stringify(plainOf(type));
}

/** What is to be said of a node that was read: that it is a placeholder, and values that are shown clamped. */
export function nodeWarnings(node: GraphNode, raw: LosslessObject): readonly Problem[] {
  const place = { node: node.id };
  const warnings: Problem[] = [];
  if (node.foreign)
    warnings.push(
      warning(
        'placeholder',
        `Node ${boundedText(node.id)} (${boundedText(node.type)}) is kept as it is, but not run: ${node.foreign.why}.`,
        'Replace it if what depends on it is to run.',
        place,
      ),
    );
  const clamped = (name: string, param?: string): Problem =>
    warning(
      'clamped',
      `The ${boundedText(name)} of node ${boundedText(node.id)} is out of range and shown as the nearest that is not.`,
      'Change it, or leave it: the file keeps what it says.',
      param === undefined ? place : { ...place, param },
    );
  if (posLens.clamped(raw)) warnings.push(clamped('place'));
  if (sizeLens(node.size).clamped(raw)) warnings.push(clamped('size'));
  if (!node.foreign) warnings.push(...clampedParams(raw).map((param) => clamped(`value “${param}”`, param)));
  return warnings;
}
