import type { JsonObject } from './json.ts';

/** An operation on media: the name and version stand in every key of its results. */
export interface Operation {
  readonly name: string;
  readonly version: number;
}

/** Bytes on their way into an operation, with the name a Problem calls them by. */
export interface OperationInput {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What an operation makes. `seconds` of clips and sounds. */
export interface OperationResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly seconds?: number;
}

/** An operation that a node's own file brings along: bytes in, bytes out, without fetch or token. */
export interface OwnOperation extends Operation {
  run(inputs: readonly OperationInput[], params: JsonObject, signal: AbortSignal): Promise<OperationResult>;
}

/** Clips one after the other. Done by `media/`. */
export const joinOperation: Operation = { name: 'join', version: 1 };
