import type { JsonObject } from '../graph/json.ts';
import type { NamedClip } from './join-clips.ts';
import { MediaError } from './media-error.ts';
import { type MediaOperation, mediaOperations, type MediaResult } from './operations.ts';
import { answerSchema, errorOf, type WorkerRequest } from './worker-messages.ts';

/** The part of a Worker that is used here. */
export type MediaWorker = Pick<Worker, 'addEventListener' | 'postMessage' | 'terminate'>;

interface Waiting {
  resolve(result: MediaResult): void;
  reject(error: unknown): void;
}

/**
 * The media operations, done in a Worker so that the page stays responsive. The Worker starts with the first operation; one
 * that breaks fails what it was doing with a MediaError and is replaced at the next operation. Errors keep their class and data.
 */
export function workerOperations(
  startWorker: () => MediaWorker = startMediaWorker,
): Readonly<Record<string, MediaOperation>> {
  const waiting = new Map<number, Waiting>();
  let worker: MediaWorker | undefined;
  let nextId = 1;

  const fail = (broken: MediaWorker, message: string): void => {
    if (worker !== broken) return;
    worker = undefined;
    broken.terminate();
    const lost = [...waiting.values()];
    waiting.clear();
    for (const { reject } of lost)
      reject(new MediaError('worker-failed', `The media worker stopped. ${message}`.trim()));
  };

  const receive = (from: MediaWorker, data: unknown): void => {
    const parsed = answerSchema.safeParse(data);
    if (!parsed.success) return fail(from, 'Its answer could not be read.');
    const answer = parsed.data;
    const request = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.type === 'failed') return request?.reject(errorOf(answer.failure));
    const { bytes, mediaType, duration } = answer.result;
    request?.resolve({ bytes, mediaType, ...(duration === undefined ? {} : { duration }) });
  };

  const ready = (): MediaWorker => {
    if (worker) return worker;
    const started = startWorker();
    started.addEventListener('message', (event) => receive(started, event.data));
    started.addEventListener('messageerror', () => fail(started, 'Its answer was lost.'));
    started.addEventListener('error', (event) => fail(started, event.message ?? ''));
    worker = started;
    return started;
  };

  const run = (operation: string, inputs: readonly NamedClip[], params: JsonObject, signal: AbortSignal) =>
    new Promise<MediaResult>((resolve, reject) => {
      signal.throwIfAborted();
      const to = ready();
      const id = nextId++;
      const send = (message: WorkerRequest): void => to.postMessage(message, { transfer: [] });
      const abort = (): void => {
        if (waiting.delete(id)) send({ type: 'abort', id });
        reject(signal.reason);
      };
      const settled = (): void => signal.removeEventListener('abort', abort);
      send({ type: 'run', id, operation, inputs: inputs.map(withOwnBuffer), params });
      waiting.set(id, {
        resolve: (result) => (settled(), resolve(result)),
        reject: (error) => (settled(), reject(error)),
      });
      signal.addEventListener('abort', abort, { once: true });
    });

  return Object.fromEntries(
    Object.values(mediaOperations).map(({ name, version }): [string, MediaOperation] => [
      name,
      { name, version, run: (inputs, params, signal) => run(name, inputs, params, signal) },
    ]),
  );
}

/** Cloning a view clones all that lies behind it: a clip cut out of a larger buffer is copied out first. */
function withOwnBuffer({ name, bytes }: NamedClip): NamedClip {
  return { name, bytes: bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice() };
}

function startMediaWorker(): MediaWorker {
  return new Worker(new URL('./media-worker.ts', import.meta.url), { type: 'module', name: 'media' });
}
