import { type AnyNodeDefinition, isGrowing } from './definition.ts';
import { type GraphDocument, type GraphNode, linkInto } from './document.ts';
import type { NodeRegistry } from './registry.ts';

/** A socket as it stands on a node of a document. */
export interface Socket {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  /** The name in the definition: `images` for `images_2`. */
  readonly spec: string;
  /** Inputs only: what blocks the node while nothing is linked. */
  readonly required: boolean;
  /** The one free socket of a growing input: shown, never saved. */
  readonly free: boolean;
}

export interface NodeSockets {
  readonly inputs: readonly Socket[];
  readonly outputs: readonly Socket[];
}

/** `images_3` → base `images`, number 3, where the definition has a growing input of that base and size. */
export function growingPart(
  definition: AnyNodeDefinition,
  name: string,
): { base: string; number: number; max: number } | undefined {
  const match = /^(.*)_([1-9][0-9]{0,3})$/.exec(name);
  const base = match?.[1];
  if (base === undefined || !Object.hasOwn(definition.inputs, base)) return undefined;
  const spec = definition.inputs[base];
  const number = Number(match?.[2]);
  return spec && isGrowing(spec) && number <= spec.max ? { base, number, max: spec.max } : undefined;
}

/** The sockets of a node, in the order they are drawn: a placeholder's own, or its definition's. */
export function socketsOf(document: GraphDocument, node: GraphNode, registry: NodeRegistry): NodeSockets {
  const definition = node.foreign ? undefined : registry.get(node.type);
  if (!definition) {
    const foreign = node.foreign ?? { inputs: [], outputs: [] };
    const plain = (socket: { name: string; label: string; type: string }): Socket => ({
      ...socket,
      spec: socket.name,
      required: false,
      free: false,
    });
    return { inputs: foreign.inputs.map(plain), outputs: foreign.outputs.map(plain) };
  }
  const inputs = Object.entries(definition.inputs).flatMap(([spec, input]): Socket[] => {
    const label = input.label ?? spec;
    if (!isGrowing(input))
      return [{ name: spec, label, type: input.socket, spec, required: input.required, free: false }];
    const last = lastLinked(document, node.id, spec, input.max);
    return Array.from({ length: Math.min(last + 1, input.max) }, (_, index) => ({
      name: `${spec}_${index + 1}`,
      label: `${label} ${index + 1}`,
      type: input.socket,
      spec,
      required: index < input.min,
      free: index === last,
    }));
  });
  const outputs = Object.entries(definition.outputs).map(([spec, output]): Socket => ({
    name: spec,
    label: output.label ?? spec,
    type: output.socket,
    spec,
    required: false,
    free: false,
  }));
  return { inputs, outputs };
}

/** The highest number of a growing input that has a link, or 0. */
function lastLinked(document: GraphDocument, node: string, base: string, max: number): number {
  for (let number = max; number > 0; number--) if (linkInto(document, node, `${base}_${number}`)) return number;
  return 0;
}
