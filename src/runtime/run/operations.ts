import type { JsonObject } from '../../graph/json.ts';
import type { Operation, OperationInput, OwnOperation } from '../../graph/operation.ts';
import { ProblemError } from '../../graph/problem.ts';

/** An operation that is named in `graph/` and done elsewhere; `duration` in seconds, of clips and sounds. */
export interface NamedOperation extends Operation {
  run(
    inputs: readonly OperationInput[],
    params: JsonObject,
    signal: AbortSignal,
  ): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string; readonly duration?: number }>;
}

/** The operations that a composition root hands in, by name. */
export type Operations = Readonly<Record<string, NamedOperation>>;

/** What an operation made: its bytes, their media type, and seconds of what plays. */
export interface Made {
  readonly bytes: Blob;
  readonly mediaType: string;
  readonly seconds?: number;
}

/** Does an operation: the one that the node's file brought along, or the one of that name and version. */
export async function operate(
  op: Operation | OwnOperation,
  operations: Operations,
  inputs: readonly OperationInput[],
  params: JsonObject,
  signal: AbortSignal,
): Promise<Made> {
  if ('run' in op) return made(await op.run(inputs, params, signal));
  const named = Object.hasOwn(operations, op.name) ? operations[op.name] : undefined;
  if (named?.version !== op.version) {
    throw new ProblemError({
      code: 'unknown-operation',
      severity: 'error',
      place: {},
      reason: `This version of Shotgraph cannot do "${op.name}" ${op.version}.`,
      remedy: 'Reload the page: it may be older than its parts.',
    });
  }
  const { duration, ...result } = await named.run(inputs, params, signal);
  return made({ ...result, ...(duration === undefined ? {} : { seconds: duration }) });
}

function made(result: { bytes: Uint8Array<ArrayBuffer>; mediaType: string; seconds?: number }): Made {
  const { bytes, mediaType, seconds } = result;
  return {
    bytes: new Blob([bytes], { type: mediaType }),
    mediaType,
    ...(seconds === undefined ? {} : { seconds }),
  };
}
