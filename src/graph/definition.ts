import type { z } from 'zod';
import type { JsonObject } from './json.ts';
import type { MediaRef, OutputKind } from './media-ref.ts';
import type { Meter } from './meter.ts';
import type { Operation, OwnOperation } from './operation.ts';
import type { Finding } from './problem.ts';
import type { Medium, SocketType, SocketValues } from './socket.ts';

/** One input. `required` ones block the node while nothing is linked. */
export interface SingleInput<T extends SocketType = SocketType, R extends boolean = boolean> {
  readonly socket: T;
  readonly required: R;
  readonly label?: string;
  /** A sentence or two for a tooltip. */
  readonly help?: string;
}

/** A row of inputs named `name_1` … `name_max`, of which one free one is shown (design.md, "What a node does"). */
export interface GrowingInput<T extends SocketType = SocketType> {
  readonly socket: T;
  readonly max: number;
  /** How many must be linked, from 0. */
  readonly min: number;
  readonly label?: string;
  readonly help?: string;
}
export type InputSpec = SingleInput | GrowingInput;
export type Inputs = Readonly<Record<string, InputSpec>>;

export interface OutputSpec<T extends SocketType = SocketType> {
  readonly socket: T;
  readonly label?: string;
}
export type Outputs = Readonly<Record<string, OutputSpec>>;

/** What a node's work is given: one value, a value or nothing, or the linked ones in order. */
export type InputValues<I extends Inputs> = {
  readonly [K in keyof I]: I[K] extends GrowingInput<infer T>
    ? readonly SocketValues[T][]
    : I[K] extends SingleInput<infer T, true>
      ? SocketValues[T]
      : I[K] extends SingleInput<infer T, boolean>
        ? SocketValues[T] | undefined
        : never;
};

/** What a node's work gives: exactly its outputs. */
export type OutputValues<O extends Outputs> = { readonly [K in keyof O]: SocketValues[O[K]['socket']] };

/** A generation as a node describes it: what would be sent, and what it would be billed by. */
export interface GenerationRequest {
  /** The model as written. */
  readonly model: string;
  /** After defaults and `@names`; each medium as `{"$ref": MediaRef}`. */
  readonly body: JsonObject;
  readonly take: number;
  readonly meter: Omit<Meter, 'referenceSeconds'>;
  /** Every medium in the body, with the field it stands in, for checks and for the quote. */
  readonly media: readonly RequestMedium[];
}
export interface RequestMedium {
  readonly field: string;
  readonly kind: 'image' | 'video' | 'audio';
  readonly medium: Medium;
}

/** A node as it would have to be to ask for a given request: its params, and what must come in at each input. */
export interface Recalled {
  readonly params: JsonObject;
  /** By the names of inputs, such as `prompt` or `images_2`. */
  readonly inputs: Readonly<Record<string, RecalledText | { readonly ref: MediaRef }>>;
}
export interface RecalledText {
  readonly text: string;
  /** Whether another text would come to the same at this input. */
  readonly says?: (other: string) => boolean;
}
/** What a person calls a medium, where that is known. */
export type NameOf = (ref: MediaRef) => string | undefined;

/** The params that decide an operation's result, and what goes in, in order. */
export interface MediaWork {
  readonly params: JsonObject;
  readonly of: readonly Medium[];
}

/** What a node does (design.md). No node fetches, waits or retries. */
export type Work<I extends Inputs, O extends Outputs, P> =
  | { readonly kind: 'value'; readonly value: (params: P) => OutputValues<O> }
  | {
      readonly kind: 'request';
      readonly request: (inputs: InputValues<I>, params: P) => GenerationRequest;
      /** The inverse of `request`, for a job of the history, with the names that media have; undefined for a request that is not of this kind. */
      readonly recall?: (
        request: Pick<GenerationRequest, 'model' | 'body' | 'take'>,
        nameOf: NameOf,
      ) => Recalled | undefined;
    }
  | { readonly kind: 'await' }
  | {
      readonly kind: 'media';
      /** Named in `graph/operation.ts` and done by `media/`, or brought along by the node's own file. */
      readonly op: Operation | OwnOperation;
      readonly media: (inputs: InputValues<I>, params: P) => MediaWork;
      /** The inverse of `media`, for a medium that is known by its provenance only. */
      readonly recall?: (work: {
        readonly params: JsonObject;
        readonly of: readonly MediaRef[];
      }) => Recalled | undefined;
    }
  | { readonly kind: 'pass' };
export type WorkKind = Work<Inputs, Outputs, unknown>['kind'];

/** What stands on the node. */
export type Face = 'text' | 'image' | 'audio' | 'player' | 'strip' | 'form' | 'none';

/** A kind of node, complete: title, sockets, params, work. One file in `nodes/`, named like its type. */
export interface NodeDefinition<
  I extends Inputs = Inputs,
  O extends Outputs = Outputs,
  P extends z.ZodObject = z.ZodObject,
> {
  /** The name in graph files. */
  readonly type: string;
  /** Part of every CacheKey: grows when equal inputs would give another result. */
  readonly version: number;
  readonly title: string;
  /** One sentence for the node panel. */
  readonly about: string;
  /** The heading in the node panel. */
  readonly category: 'Inputs' | 'Generate' | 'Film' | 'Notes';
  readonly inputs: I;
  readonly outputs: O;
  readonly params: P;
  readonly face: Face;
  /** The param that the face edits or shows, where it has one. */
  readonly faceParam?: string;
  /** Size of a new node in graph units. */
  readonly size: readonly [number, number];
  readonly work: Work<I, O, z.output<P>>;
  /** What params and inputs break besides schema and sockets: limits, names, addresses. Inputs that are missing are undefined. */
  readonly check?: (inputs: Partial<InputValues<I>>, params: z.output<P>) => readonly Finding[];
  /** ComfyUI's own types write their params by position, under these names; all others by name. */
  readonly widgetOrder?: readonly string[];
  /** What ComfyUI writes as `properties` on a new node of its own types. */
  readonly fileProperties?: JsonObject;
}

/** A definition whose details are erased, as registries hold it. */
// The params of `work` and `check` are contravariant; only the evaluator calls them, with values parsed by the same definition.
export type AnyNodeDefinition = Omit<NodeDefinition, 'work' | 'check'> & {
  readonly work: ErasedWork;
  readonly check?: (inputs: ErasedValues, params: JsonObject) => readonly Finding[];
};
type ErasedValues = Readonly<Record<string, unknown>>;
export type ErasedWork =
  | { readonly kind: 'value'; readonly value: (params: JsonObject) => ErasedValues }
  | {
      readonly kind: 'request';
      readonly request: (inputs: ErasedValues, params: JsonObject) => GenerationRequest;
      readonly recall?: (
        request: Pick<GenerationRequest, 'model' | 'body' | 'take'>,
        nameOf: NameOf,
      ) => Recalled | undefined;
    }
  | { readonly kind: 'await' }
  | {
      readonly kind: 'media';
      readonly op: Operation | OwnOperation;
      readonly media: (inputs: ErasedValues, params: JsonObject) => MediaWork;
      readonly recall?: (work: {
        readonly params: JsonObject;
        readonly of: readonly MediaRef[];
      }) => Recalled | undefined;
    }
  | { readonly kind: 'pass' };

/** Declares a kind of node: a wrong socket, output or param does not compile. */
export function defineNode<const I extends Inputs, const O extends Outputs, P extends z.ZodObject>(
  definition: NodeDefinition<I, O, P>,
): AnyNodeDefinition {
  return definition as unknown as AnyNodeDefinition;
}

/** An input that takes one link; required unless said otherwise. */
export function input<T extends SocketType, const R extends boolean = true>(
  socket: T,
  options: { readonly required?: R; readonly label?: string; readonly help?: string } = {},
): SingleInput<T, R> {
  const { required = true as R, ...words } = options;
  return { socket, required, ...words };
}

/** Inputs `name_1` … `name_max`. */
export function growing<T extends SocketType>(
  socket: T,
  options: { readonly max: number; readonly min?: number; readonly label?: string; readonly help?: string },
): GrowingInput<T> {
  const { max, min = 0, ...words } = options;
  return { socket, max, min, ...words };
}

/** An output. */
export function output<T extends SocketType>(socket: T, label?: string): OutputSpec<T> {
  return { socket, ...(label === undefined ? {} : { label }) };
}

export function isGrowing(spec: InputSpec): spec is GrowingInput {
  return 'max' in spec;
}

/** The kind of a job's output that a socket type carries. */
export function outputKindOf(socket: SocketType): OutputKind | undefined {
  return socket === 'VIDEO' ? 'video' : socket === 'IMAGE' ? 'image' : undefined;
}
