import './zod-without-eval.ts';
import { mediaOperations } from './operations.ts';
import { failureOf, requestSchema, type WorkerAnswer, type WorkerRequest } from './worker-messages.ts';

const running = new Map<number, AbortController>();
/** Operations hold whole films in memory: one at a time. */
let last: Promise<void> = Promise.resolve();

addEventListener('message', (event: MessageEvent<unknown>) => {
  const request = requestSchema.parse(event.data);
  if (request.type === 'abort') {
    running.get(request.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(request.id, controller);
  last = last.then(() => perform(request, controller.signal));
});

async function perform(request: Extract<WorkerRequest, { type: 'run' }>, signal: AbortSignal): Promise<void> {
  const { id, operation: name, inputs, params } = request;
  try {
    signal.throwIfAborted();
    const operation = Object.hasOwn(mediaOperations, name) ? mediaOperations[name] : undefined;
    if (!operation) throw new Error(`There is no media operation named ${name}.`);
    const result = await operation.run(inputs, params, signal);
    answer({ type: 'done', id, result }, [result.bytes.buffer]);
  } catch (error) {
    answer({ type: 'failed', id, failure: failureOf(error) }, []);
  } finally {
    running.delete(id);
  }
}

function answer(message: WorkerAnswer, transfer: Transferable[]): void {
  postMessage(message, { transfer });
}
