import type { AnyNodeDefinition, Recalled, RecalledText } from './definition.ts';
import type { GraphDocument, Link, NodeId } from './document.ts';
import { addNode, connect } from './edit.ts';
import { evaluate } from './evaluate.ts';
import type { JobIdentity, JobKey } from './keys.ts';
import type { LocalFile } from './local-file.ts';
import type { MediaRef } from './media-ref.ts';
import { presentValues } from './present-values.ts';
import { sourceOfMedium, sourceOfText } from './recall-source.ts';
import type { NodeRegistry } from './registry.ts';
import { mediumName } from './request-media.ts';
import { growingPart } from './sockets-of.ts';

/** What a job of the history is, as far as a node can be made of it. */
export type RecallableJob = JobIdentity & {
  readonly jobKey: JobKey;
  readonly title: string;
  /** What the person called the media that went in, by `mediumName`. */
  readonly names?: ReadonlyMap<string, string>;
};

/** What is known while a job is put back. */
export interface RecallSources {
  readonly registry: NodeRegistry;
  /** The job itself, and those whose clips it was made from. */
  readonly jobs: ReadonlyMap<JobKey, RecallableJob>;
  /** Local bytes as a node names them; undefined where nobody has them. */
  readonly fileOf: (sha256: string) => LocalFile | undefined;
}

/** A document with a job's nodes in it. `exact`: its key is the job's again, so nothing is bought for it. */
export interface RecalledJob {
  readonly document: GraphDocument;
  readonly node: NodeId;
  readonly exact: boolean;
  /** What could not be put back, as the inputs that stay free. */
  readonly lacking: readonly string[];
}

const columnWidth = 340;
const rowGap = 60;

/**
 * Puts a job of the history on the canvas again: the node that asks for it, what waits for its clip, and all that goes in,
 * down to the references and the shots it continues. What gives the same already, be it a job, a medium or a text, is not
 * made twice, and everything goes by the names it had. Undefined where no kind of node asks for such a request.
 */
export function recallJob(
  before: GraphDocument,
  jobKey: JobKey,
  sources: RecallSources,
  at: readonly [number, number],
): RecalledJob | undefined {
  const named = recallBy(before, jobKey, sources, at, true);
  if (!named || named.exact || named.lacking.length > 0) return named;
  // Where a name has come to mean something else, the very same thing goes before the names.
  const plain = recallBy(before, jobKey, sources, at, false);
  return plain?.exact ? plain : named;
}

function recallBy(
  before: GraphDocument,
  jobKey: JobKey,
  { registry, jobs, fileOf }: RecallSources,
  at: readonly [number, number],
  byName: boolean,
): RecalledJob | undefined {
  const service = jobs.get(jobKey)?.service;
  if (service === undefined) return undefined;
  let document = before;
  const present = presentValues(evaluate(before, registry, service));
  const { asking } = present;
  const places = new Map<number, number>();
  const made = new Map<string, Link['from'] | undefined>([...present.media].map(([name, { from }]) => [name, from]));
  const lacking: string[] = [];
  const recorded = new Map([...jobs.values()].flatMap(({ names }) => [...(names ?? [])]));

  /** The name that a medium has on the canvas, else the one it had when it went in. */
  function nameOf(ref: MediaRef): string | undefined {
    if (!byName) return undefined;
    const name = mediumName(ref);
    const shown = ['IMAGE', 'VIDEO', 'AUDIO'].map((socket) => present.media.get(`${socket} ${name}`)?.name);
    const title = 'jobKey' in ref ? jobs.get(ref.jobKey)?.title : undefined;
    return shown.find((one) => one !== undefined) ?? recorded.get(name) ?? (title === '' ? undefined : title);
  }

  /** Columns run to the left, rows down: each node below the last one of its column. */
  function add(definition: AnyNodeDefinition, column: number, params: Recalled['params'], title?: string): NodeId {
    const y = places.get(column) ?? at[1];
    places.set(column, y + definition.size[1] + rowGap);
    const pos = [Math.round(at[0] - column * columnWidth), Math.round(y)] as const;
    const added = addNode(document, definition, { pos, params, ...(title === undefined ? {} : { title }) });
    document = added.document;
    return added.id;
  }

  function fill(node: NodeId, definition: AnyNodeDefinition, recalled: Recalled, column: number): void {
    for (const [input, value] of Object.entries(recalled.inputs)) {
      const spec = definition.inputs[growingPart(definition, input)?.base ?? input];
      const from = spec && ('text' in value ? textFrom(value, column) : mediumFrom(value.ref, spec.socket, column));
      if (from) document = connect(document, from, { node, input });
      else lacking.push(input);
    }
  }

  function textFrom({ text, says }: RecalledText, column: number): Link['from'] | undefined {
    const there = present.texts.find((one) => one.text === text || says?.(one.text));
    if (there) return there.from;
    const source = sourceOfText(registry, text);
    return source && { node: add(source.definition, column + 1, source.params), output: source.output };
  }

  /** The same medium is one node, however many inputs it goes into. */
  function mediumFrom(ref: MediaRef, socket: string, column: number): Link['from'] | undefined {
    const name = `${socket} ${mediumName(ref)}`;
    if (!made.has(name)) made.set(name, makeMedium(ref, socket, column));
    return made.get(name);
  }

  function makeMedium(ref: MediaRef, socket: string, column: number): Link['from'] | undefined {
    if ('jobKey' in ref) {
      const job = ask(ref.jobKey, column + 2);
      return job === undefined ? undefined : awaited(job, socket, column + 1);
    }
    if ('op' in ref) return operation(ref, socket, column + 1);
    const source = sourceOfMedium(registry, ref, socket, fileOf, nameOf(ref));
    return source && { node: add(source.definition, column + 1, source.params, source.title), output: source.output };
  }

  function operation(ref: Extract<MediaRef, { op: string }>, socket: string, column: number): Link['from'] | undefined {
    for (const definition of registry.definitions) {
      const { work } = definition;
      if (work.kind !== 'media' || work.op.name !== ref.op || work.op.version !== ref.version) continue;
      const recalled = work.recall?.(ref);
      const output = outputOf(definition, socket);
      if (!recalled || output === undefined) continue;
      const node = add(definition, column, recalled.params, nameOf(ref));
      fill(node, definition, recalled, column);
      return { node, output };
    }
    return undefined;
  }

  /** The node that asks for a job: the one that is there, or a new one with all that goes into it. */
  function ask(key: JobKey, column: number): NodeId | undefined {
    const there = asking.get(key);
    const job = jobs.get(key);
    if (there !== undefined || !job) return there;
    for (const definition of registry.definitions) {
      const recalled =
        definition.work.kind === 'request'
          ? definition.work.recall?.({ ...job, body: job.request }, nameOf)
          : undefined;
      if (!recalled) continue;
      const node = add(definition, column, recalled.params, job.title === '' ? undefined : job.title);
      asking.set(key, node);
      fill(node, definition, recalled, column);
      return node;
    }
    return undefined;
  }

  /** What gives the clip of a job's node: a node that waits for it already, or a new one. */
  function awaited(node: NodeId, socket: string, column: number): Link['from'] | undefined {
    const types = new Map(document.nodes.map(({ id, type }) => [id, type]));
    const waits = (id: NodeId): AnyNodeDefinition | undefined => {
      const definition = registry.get(types.get(id) ?? '');
      return definition?.work.kind === 'await' ? definition : undefined;
    };
    for (const { from, to } of document.links) {
      const output = from.node === node ? outputOf(waits(to.node), socket) : undefined;
      if (output !== undefined) return { node: to.node, output };
    }
    const definition = registry.definitions.find(({ work }) => work.kind === 'await');
    const output = outputOf(definition, socket);
    const jobOutput = outputOf(registry.get(types.get(node) ?? ''), 'JOB');
    const [input] = Object.keys(definition?.inputs ?? {});
    if (!definition || output === undefined || jobOutput === undefined || input === undefined) return undefined;
    const waiting = add(definition, column, {});
    document = connect(document, { node, output: jobOutput }, { node: waiting, input });
    return { node: waiting, output };
  }

  const node = ask(jobKey, 0);
  if (node === undefined) return undefined;
  awaited(node, 'VIDEO', -1);
  const exact = evaluate(document, registry, service).nodes.get(node)?.order?.jobKey === jobKey;
  return { document, node, exact, lacking };
}

function outputOf(definition: AnyNodeDefinition | undefined, socket: string): string | undefined {
  return Object.entries(definition?.outputs ?? {}).find(([, output]) => output.socket === socket)?.[0];
}
