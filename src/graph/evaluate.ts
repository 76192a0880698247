import type { AnyNodeDefinition, GenerationRequest } from './definition.ts';
import type { GraphDocument, GraphNode, NodeId } from './document.ts';
import { nodeOf } from './document.ts';
import { boundedText } from './file/bounded-text.ts';
import { gatherInputs } from './gather-inputs.ts';
import { cacheKeyOf, type CacheKey, jobKeyOf, type JobKey } from './keys.ts';
import type { OperationRef } from './media-ref.ts';
import { unreadable } from './only-address.ts';
import type { Operation, OwnOperation } from './operation.ts';
import { parseParams } from './parse-params.ts';
import { type Finding, type Problem, problemAt } from './problem.ts';
import { tooMuchBehind } from './provenance-size.ts';
import type { NodeRegistry } from './registry.ts';
import type { Service } from './service.ts';
import type { Medium, SocketValue } from './socket.ts';
import { topologicalOrder } from './topological-order.ts';

/** A generation that a node asks for, with its key. */
export interface GenerationOrder extends GenerationRequest {
  readonly jobKey: JobKey;
  readonly service: Service;
}

/** A local operation that a node asks for, with its key. */
export interface OperationOrder {
  readonly cacheKey: CacheKey;
  readonly op: Operation | OwnOperation;
  readonly ref: OperationRef;
  readonly of: readonly Medium[];
}

/**
 * What a node comes to before anything ran: its outputs by provenance, or why it has none. `blocked` and `skipped` name the
 * nodes that are the reason in `because`; an empty list means the node itself.
 */
export interface NodeEvaluation {
  readonly node: GraphNode;
  readonly definition: AnyNodeDefinition | undefined;
  readonly outcome: 'ready' | 'blocked' | 'skipped';
  readonly because: readonly NodeId[];
  readonly problems: readonly Problem[];
  readonly outputs: Readonly<Record<string, SocketValue | undefined>>;
  /** The type that really leaves an output: that of the input, where a node passes anything on. */
  readonly outputTypes: Readonly<Record<string, string>>;
  readonly order?: GenerationOrder;
  readonly operation?: OperationOrder;
  /** Of nodes that await a job: which. */
  readonly awaits?: JobKey;
}

export interface Evaluation {
  readonly service: Service;
  /** In topological order; nodes on a cycle and behind it come last. */
  readonly nodes: ReadonlyMap<NodeId, NodeEvaluation>;
  readonly problems: readonly Problem[];
}

/** Evaluates a document for a service: every check, every value by provenance, every key. Pure, and total on any document. */
export function evaluate(document: GraphDocument, registry: NodeRegistry, service: Service): Evaluation {
  const { order, stuck, cycle } = topologicalOrder(document);
  const nodes = new Map<NodeId, NodeEvaluation>();
  for (const id of order) {
    const node = nodeOf(document, id);
    if (node) nodes.set(id, evaluateNode(document, node, registry, service, nodes));
  }
  const circle = { nodes: cycle, ids: new Set(cycle), words: circleWords(document, cycle) };
  for (const id of stuck) {
    const node = nodeOf(document, id);
    if (node) nodes.set(id, stuckNode(node, registry, circle));
  }
  return { service, nodes, problems: [...nodes.values()].flatMap((evaluation) => evaluation.problems) };
}

function evaluateNode(
  document: GraphDocument,
  node: GraphNode,
  registry: NodeRegistry,
  service: Service,
  before: ReadonlyMap<NodeId, NodeEvaluation>,
): NodeEvaluation {
  const definition = node.foreign ? undefined : registry.get(node.type);
  const nothing = { node, definition, outputs: {}, outputTypes: {} } as const;
  if (node.mode === 'muted') return { ...nothing, outcome: 'skipped', because: [], problems: [] };
  if (!definition) return { ...nothing, outcome: 'blocked', because: [], problems: [placeholderProblem(node)] };

  const inputs = gatherInputs(document, node, definition, before);
  const outputTypes = Object.fromEntries(
    Object.entries(definition.outputs).map(([name, { socket }]) => [
      name,
      socket === '*' ? (inputs.passing?.type ?? '*') : socket,
    ]),
  );
  const known = { ...nothing, outputTypes };
  if (inputs.skippedBy.length > 0) return { ...known, outcome: 'skipped', because: inputs.skippedBy, problems: [] };
  if (node.mode === 'bypassed') {
    const blocked = inputs.blockedBy.length > 0;
    const outputs = blocked ? {} : bypass(definition, inputs.values);
    return { ...known, outcome: blocked ? 'blocked' : 'ready', because: inputs.blockedBy, problems: [], outputs };
  }

  const params = parseParams(definition, node);
  const findings = params.ok ? [...(definition.check?.(inputs.values, params.params) ?? [])] : [];
  if (definition.work.kind === 'media') findings.push(...withoutOperation(inputs.values));
  const problems = [
    ...inputs.problems,
    ...(params.ok ? [] : params.problems),
    ...findings
      // What is not there yet only because something before it is blocked is told there, not here.
      .filter(({ severity }) => severity === 'error' || inputs.blockedBy.length === 0)
      .map((finding) => problemAt(node.id, finding)),
  ];
  const broken = problems.some(({ severity }) => severity === 'error');
  if (!params.ok || broken || inputs.blockedBy.length > 0) {
    return { ...known, outcome: 'blocked', because: inputs.blockedBy, problems };
  }
  return {
    ...known,
    outcome: 'ready',
    because: [],
    problems,
    ...perform(definition, node, inputs.values, params.params, service),
  };
}

/** What keeps an operation over these input values from having a key, or bytes to work on. */
function withoutOperation(values: Readonly<Record<string, unknown>>): readonly Finding[] {
  const isMedium = (value: unknown): value is Medium => typeof value === 'object' && value !== null && 'ref' in value;
  const media = Object.values(values).flat().filter(isMedium);
  const found = tooMuchBehind(media);
  return [...(found ? [found] : []), ...unreadable(media)];
}

/** Applies a node's work to values by provenance: nothing runs, everything is named. */
function perform(
  definition: AnyNodeDefinition,
  node: GraphNode,
  inputs: Readonly<Record<string, unknown>>,
  params: Parameters<Extract<AnyNodeDefinition['work'], { kind: 'value' }>['value']>[0],
  service: Service,
): Pick<NodeEvaluation, 'outputs' | 'order' | 'operation' | 'awaits'> {
  const { work } = definition;
  switch (work.kind) {
    case 'value':
      return { outputs: named(work.value(params) as Record<string, SocketValue>, node.title) };
    case 'request': {
      const request = work.request(inputs, params);
      const { model, body, take } = request;
      const order = { ...request, service, jobKey: jobKeyOf({ service, model, request: body, take }) };
      const job = {
        jobKey: order.jobKey,
        seconds: request.meter.seconds,
        ...(node.title === undefined ? {} : { name: node.title }),
      };
      return { order, outputs: everyOutput(definition, () => job) };
    }
    case 'await': {
      const job = Object.values(inputs).find(
        (value) => typeof value === 'object' && value !== null && 'jobKey' in value,
      );
      if (!job) return { outputs: {} };
      const { jobKey, name = undefined, seconds } = job as { jobKey: JobKey; name?: string; seconds?: number };
      const called = node.title ?? name;
      const outputs = everyOutput(definition, (socket) => ({
        ref: { jobKey, kind: socket === 'IMAGE' ? 'image' : 'video', n: 0 },
        ...(called === undefined ? {} : { name: called }),
        ...(seconds === undefined || socket === 'IMAGE' ? {} : { seconds }),
      }));
      return { outputs, awaits: jobKey };
    }
    case 'media': {
      const { params: decisive, of } = work.media(inputs, params);
      const ref = { op: work.op.name, version: work.op.version, params: decisive, of: of.map((medium) => medium.ref) };
      const medium: Medium = { ref, ...(node.title === undefined ? {} : { name: node.title }) };
      return {
        operation: { cacheKey: cacheKeyOf(ref), op: work.op, ref, of },
        outputs: everyOutput(definition, () => medium),
      };
    }
    case 'pass':
      return { outputs: bypass(definition, inputs) };
  }
}

/** For each output the first input value of its type: what a bypassed node, and a node that only passes on, gives. */
function bypass(
  definition: AnyNodeDefinition,
  inputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, SocketValue | undefined>> {
  const firstOf = (socket: string): SocketValue | undefined => {
    for (const [name, spec] of Object.entries(definition.inputs)) {
      const value = inputs[name];
      if (spec.socket === socket && value !== undefined)
        return (Array.isArray(value) ? value[0] : value) as SocketValue | undefined;
    }
    return undefined;
  };
  return Object.fromEntries(Object.entries(definition.outputs).map(([name, { socket }]) => [name, firstOf(socket)]));
}

function everyOutput(
  definition: AnyNodeDefinition,
  value: (socket: string) => SocketValue,
): Record<string, SocketValue> {
  return Object.fromEntries(Object.entries(definition.outputs).map(([name, { socket }]) => [name, value(socket)]));
}

/** Media without a name of their own carry the title a person gave the node. */
function named(outputs: Readonly<Record<string, SocketValue>>, title: string | undefined): Record<string, SocketValue> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, value]) => [
      name,
      title !== undefined && typeof value === 'object' && value.name === undefined ? { ...value, name: title } : value,
    ]),
  );
}

function placeholderProblem(node: GraphNode): Problem {
  return {
    code: 'unknown-node',
    severity: 'error',
    place: { node: node.id },
    reason: `This node is not run: ${node.foreign?.why ?? `the node type “${boundedText(node.type)}” is not known`}.`,
    remedy: 'It is kept as it is and written back; delete it or mute it to run the rest.',
  };
}

/** So many nodes of a circle are named. */
const namedOfCircle = 20;

function circleWords(document: GraphDocument, cycle: readonly NodeId[]): string {
  const titles = cycle.slice(0, namedOfCircle).map((id) => boundedText(nodeOf(document, id)?.title ?? id));
  const more = cycle.length - titles.length;
  return [...titles, ...(more > 0 ? [`${more} more`] : []), titles[0] ?? ''].join(' → ');
}

function stuckNode(
  node: GraphNode,
  registry: NodeRegistry,
  circle: { readonly nodes: readonly NodeId[]; readonly ids: ReadonlySet<NodeId>; readonly words: string },
): NodeEvaluation {
  const onCycle = circle.ids.has(node.id);
  const problem: Problem = {
    code: 'cycle',
    severity: 'error',
    place: { node: node.id },
    reason: onCycle ? `This node follows from itself: ${circle.words}.` : 'This node waits for a circle of links.',
    remedy: 'Take away one link of the circle.',
  };
  const definition = node.foreign ? undefined : registry.get(node.type);
  const because = onCycle ? [] : circle.nodes;
  return { node, definition, outcome: 'blocked', because, problems: [problem], outputs: {}, outputTypes: {} };
}
