import { hashBytes } from '../../graph/hash.ts';
import { type CacheKey, cacheKeyOf } from '../../graph/keys.ts';
import type { OperationOrder } from '../../graph/evaluate.ts';
import type { MediaRef } from '../../graph/media-ref.ts';
import { onlyAddress } from '../../graph/only-address.ts';
import type { OperationInput } from '../../graph/operation.ts';
import { type Problem, ProblemError } from '../../graph/problem.ts';
import type { Medium } from '../../graph/socket.ts';
import type { ResultStore } from '../stores/result-store.ts';
import { type JobClient } from '../wire/job-client.ts';
import { type Made, operate, type Operations } from './operations.ts';

/** Bytes of picked files that this browser holds, by hash. */
export type LocalBytes = (sha256: string) => Promise<Blob | undefined>;

export interface RunMediaOptions {
  readonly jobs: Pick<JobClient, 'output' | 'media' | 'putMedia'>;
  readonly results: ResultStore;
  readonly operations: Operations;
  readonly localBytes: LocalBytes;
  /** Every operation that the Run may need the result of. */
  readonly orders: ReadonlyMap<CacheKey, OperationOrder>;
  /** Repeats a call until it is answered. */
  readonly reach: <T>(call: () => Promise<T>) => Promise<T>;
}

/** The bytes a Run works with. */
export interface RunMedia {
  /** The result of an operation: the one held, or made now. Made once, however many ask; one at a time. */
  resultOf(order: OperationOrder, signal: AbortSignal): Promise<Made>;
  /** Brings the bytes of a medium to the owner of the jobs, and answers with their hash. Undefined for what travels by address. */
  bring(ref: MediaRef, name: string, signal: AbortSignal): Promise<string | undefined>;
}

export function createRunMedia(options: RunMediaOptions): RunMedia {
  const { jobs, results, operations, localBytes, orders, reach } = options;
  const making = new Map<CacheKey, Promise<Made>>();
  const brought = new Map<string, Promise<string>>();
  let turn: Promise<unknown> = Promise.resolve();

  async function resultOf(order: OperationOrder, signal: AbortSignal): Promise<Made> {
    const held = await results.get(order.cacheKey);
    if (held) return held;
    let promise = making.get(order.cacheKey);
    if (!promise) {
      promise = make(order, signal).finally(() => making.delete(order.cacheKey));
      making.set(order.cacheKey, promise);
    }
    return promise;
  }

  async function make(order: OperationOrder, signal: AbortSignal): Promise<Made> {
    const inputs: OperationInput[] = [];
    for (const [index, medium] of order.of.entries()) {
      const name = medium.name ?? `Clip ${index + 1}`;
      const bytes = await bytesOf(medium.ref, name, signal);
      inputs.push({ name, bytes: new Uint8Array(await bytes.arrayBuffer()) });
    }
    const { op, ref } = order;
    const mine = turn.then(() => {
      signal.throwIfAborted();
      return operate(op, operations, inputs, ref.params, signal);
    });
    // One at a time: an export takes about three times its size in memory.
    turn = mine.catch(() => undefined);
    const made = await mine;
    signal.throwIfAborted();
    await results.put(order.cacheKey, made);
    return made;
  }

  async function bytesOf(ref: MediaRef, name: string, signal: AbortSignal): Promise<Blob> {
    if ('url' in ref) throw new ProblemError({ ...onlyAddress(name), place: {} });
    if ('jobKey' in ref) return reach(() => jobs.output(ref.jobKey, ref.kind, ref.n, signal));
    if ('sha256' in ref) {
      const bytes = (await localBytes(ref.sha256)) ?? (await reach(() => jobs.media(ref.sha256, signal)));
      if (!bytes) throw new ProblemError(missingFile(name));
      return bytes;
    }
    return (await resultOf(orderOf(ref, name), signal)).bytes;
  }

  function orderOf(ref: Extract<MediaRef, { readonly op: string }>, name: string): OperationOrder {
    const cacheKey = cacheKeyOf(ref);
    const known = orders.get(cacheKey);
    if (known) return known;
    // Behind a bypassed node only the provenance is left: enough for the operations that have a name.
    const of = ref.of.map((medium): Medium => ({ ref: medium, name }));
    return { cacheKey, ref, of, op: { name: ref.op, version: ref.version } };
  }

  async function upload(ref: MediaRef, name: string, signal: AbortSignal): Promise<string> {
    if ('sha256' in ref) {
      const own = await localBytes(ref.sha256);
      if (own) await reach(() => jobs.putMedia(ref.sha256, own));
      else if (!(await reach(() => jobs.media(ref.sha256, signal)))) throw new ProblemError(missingFile(name));
      return ref.sha256;
    }
    const bytes = await bytesOf(ref, name, signal);
    const sha256 = hashBytes(new Uint8Array(await bytes.arrayBuffer()));
    await reach(() => jobs.putMedia(sha256, bytes));
    return sha256;
  }

  return {
    resultOf,
    async bring(ref, name, signal) {
      if ('url' in ref || 'jobKey' in ref) return undefined;
      const key = 'sha256' in ref ? ref.sha256 : cacheKeyOf(ref);
      let promise = brought.get(key);
      if (!promise) {
        promise = upload(ref, name, signal);
        brought.set(key, promise);
        promise.catch(() => brought.delete(key));
      }
      return promise;
    },
  };
}

function missingFile(name: string): Problem {
  return {
    code: 'missing-file',
    severity: 'error',
    place: {},
    reason: `The bytes of ${name} are not here.`,
    remedy: 'Choose the file again.',
  };
}
