import { type AnyNodeDefinition, isGrowing } from './definition.ts';
import { type GraphDocument, type GraphNode, type Link, linkInto, linksInto, type NodeId } from './document.ts';
import type { NodeEvaluation } from './evaluate.ts';
import type { Problem } from './problem.ts';
import { canLink, type SocketValue } from './socket.ts';
import { growingPart } from './sockets-of.ts';

/** What reaches a node over its links. */
export interface GatheredInputs {
  /** By name in the definition: a value, undefined, or a list for growing inputs. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
  readonly blockedBy: readonly NodeId[];
  readonly skippedBy: readonly NodeId[];
  /** What enters the first input that takes anything. */
  readonly passing: { readonly type: string } | undefined;
}

/** Collects a node's input values from the evaluations of what stands before it. */
export function gatherInputs(
  document: GraphDocument,
  node: GraphNode,
  definition: AnyNodeDefinition,
  before: ReadonlyMap<NodeId, NodeEvaluation>,
): GatheredInputs {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const blockedBy = new Set<NodeId>();
  const skippedBy = new Set<NodeId>();
  const links = linksInto(document, node.id);
  let passing: GatheredInputs['passing'];

  const take = (input: string, socket: string, required: boolean, label: string): SocketValue | undefined => {
    const link = linkInto(document, node.id, input);
    const source = link && before.get(link.from.node);
    if (!link || !source) {
      if (required) problems.push(missing(node, input, label, 'Nothing is linked to'));
      return undefined;
    }
    if (socket === '*') passing ??= { type: source.outputTypes[link.from.output] ?? '*' };
    if (source.outcome === 'skipped') return void skippedBy.add(source.node.id);
    if (source.outcome === 'blocked') return void blockedBy.add(source.node.id);
    const type = source.outputTypes[link.from.output];
    if (type === undefined) return void problems.push(noSuchOutput(node, input, link));
    if (!canLink(type, socket)) return void problems.push(wrongType(node, input, label, type, socket));
    const value = source.outputs[link.from.output];
    if (value === undefined && required) problems.push(missing(node, input, label, 'Nothing comes through to'));
    return value;
  };

  for (const [name, spec] of Object.entries(definition.inputs)) {
    const label = spec.label ?? name;
    if (!isGrowing(spec)) {
      values[name] = take(name, spec.socket, spec.required, label);
      continue;
    }
    const numbers = links
      .map(({ to }) => growingPart(definition, to.input))
      .flatMap((part) => (part?.base === name ? [part.number] : []))
      .sort((a, b) => a - b);
    if (numbers.length < spec.min)
      problems.push(missing(node, `${name}_${numbers.length + 1}`, label, 'Nothing is linked to'));
    values[name] = numbers
      .map((number) => take(`${name}_${number}`, spec.socket, false, `${label} ${number}`))
      .filter((value) => value !== undefined);
  }
  for (const { to } of links) {
    if (!Object.hasOwn(definition.inputs, to.input) && !growingPart(definition, to.input))
      problems.push(tooMany(node, to.input));
  }
  return { values, problems, blockedBy: [...blockedBy], skippedBy: [...skippedBy], passing };
}

function missing(node: GraphNode, input: string, label: string, what: string): Problem {
  // ComfyUI's Reroute has a socket without a name.
  const socket = label.trim() === '' ? 'its input' : `"${label}"`;
  return {
    code: 'missing-input',
    severity: 'error',
    place: { node: node.id, input },
    reason: `${what} ${socket}.`,
    remedy: `Link an output to ${socket}.`,
  };
}

function wrongType(node: GraphNode, input: string, label: string, from: string, to: string): Problem {
  return {
    code: 'wrong-type',
    severity: 'error',
    place: { node: node.id, input },
    reason: `"${label}" takes ${to}, but ${from} is linked to it.`,
    remedy: 'Link an output of the fitting type.',
  };
}

function noSuchOutput(node: GraphNode, input: string, link: Link): Problem {
  return {
    code: 'no-such-output',
    severity: 'error',
    place: { node: node.id, input },
    reason: `The linked node has no output "${link.from.output}".`,
    remedy: 'Link another output.',
  };
}

function tooMany(node: GraphNode, input: string): Problem {
  return {
    code: 'too-many-references',
    severity: 'error',
    place: { node: node.id, input },
    reason: `There is no input "${input}": more is linked here than the model takes.`,
    remedy: 'Take away a link.',
  };
}
