import { describe, expect, it } from 'vitest';
import { MediaError } from '../../src/media/media-error.ts';
import { UnequalClipsError } from '../../src/media/unequal-clips-error.ts';
import { failureOf } from '../../src/media/worker-messages.ts';
import { type MediaWorker, workerOperations } from '../../src/media/worker-operations.ts';

/** A worker that keeps what it was told and answers when the test says so. */
function fakeWorker() {
  const told: unknown[] = [];
  const target = new EventTarget();
  const state = { terminated: false };
  const worker: MediaWorker = {
    addEventListener: (type: string, listener: unknown) => target.addEventListener(type, listener as EventListener),
    postMessage: (message: unknown) => void told.push(structuredClone(message)),
    terminate: () => void (state.terminated = true),
  };
  const emit = (type: string, fields: object) => target.dispatchEvent(Object.assign(new Event(type), fields));
  return { worker, told, state, emit, answer: (data: unknown) => emit('message', { data }) };
}

function setUp() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const operations = workerOperations(() => {
    const made = fakeWorker();
    workers.push(made);
    return made.worker;
  });
  const join = operations['join'];
  if (!join) throw new Error('The operations hold no join.');
  const start = (signal = new AbortController().signal) =>
    join.run([{ name: 'SH010', bytes: Uint8Array.of(1, 2) }], {}, signal);
  return { workers, join, start, last: () => workers.at(-1) ?? fakeWorker() };
}

const result = { bytes: Uint8Array.of(7), mediaType: 'video/mp4', duration: 5 };

describe('media operations in a worker', () => {
  it('starts no worker before the first operation, and one for all of them', async () => {
    const { workers, start, last } = setUp();
    expect(workers).toHaveLength(0);
    const both = [start(), start()];
    expect(workers).toHaveLength(1);
    last().answer({ type: 'done', id: 2, result: { ...result, duration: 2 } });
    last().answer({ type: 'done', id: 1, result });
    expect((await Promise.all(both)).map(({ duration }) => duration)).toEqual([5, 2]);
  });

  it('sends names and bytes, and of a view only its own part', async () => {
    const { join, last } = setUp();
    const view = new Uint8Array(1000).subarray(10, 13);
    void join.run([{ name: 'SH020', bytes: view }], { a: 1 }, new AbortController().signal);
    expect(last().told).toMatchObject([
      { type: 'run', operation: 'join', params: { a: 1 }, inputs: [{ name: 'SH020' }] },
    ]);
    const [{ inputs }] = last().told as [{ inputs: { bytes: Uint8Array }[] }];
    expect(inputs[0]?.bytes.buffer.byteLength).toBe(3);
    expect(view.byteLength).toBe(3);
  });

  it.each([
    new UnequalClipsError({ clip: 'SH020', difference: 'is 720x1280' }),
    new MediaError('clip-unreadable', 'SH020 cannot be read.'),
    new Error('Out of memory'),
  ])('carries errors over with class and data: %s', async (original) => {
    const { start, last } = setUp();
    const work = start();
    last().answer({ type: 'failed', id: 1, failure: failureOf(original) });
    const thrown: unknown = await work.catch((reason: unknown) => reason);
    expect(thrown).toStrictEqual(original);
  });

  it('rejects at once when aborted, tells the worker, and ignores its late answer', async () => {
    const { start, last, workers } = setUp();
    const controller = new AbortController();
    const work = start(controller.signal);
    controller.abort(new Error('enough'));
    await expect(work).rejects.toThrow('enough');
    expect(last().told.at(-1)).toEqual({ type: 'abort', id: 1 });
    last().answer({ type: 'done', id: 1, result });
    const next = start();
    last().answer({ type: 'done', id: 2, result });
    expect((await next).duration).toBe(5);
    expect(workers).toHaveLength(1);
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const { start, workers } = setUp();
    await expect(start(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(workers).toHaveLength(0);
  });

  it.each([
    ['it stops with an error', (made: ReturnType<typeof fakeWorker>) => made.emit('error', { message: 'boom' })],
    ['its answer cannot be cloned', (made: ReturnType<typeof fakeWorker>) => made.emit('messageerror', {})],
    [
      'its answer is of another shape',
      (made: ReturnType<typeof fakeWorker>) => made.answer({ type: 'done', id: 1, result: {} }),
    ],
  ])('fails what was going on when %s, and starts a new worker next time', async (_title, breakIt) => {
    const { start, last, workers } = setUp();
    const work = [start(), start()];
    const broken = last();
    breakIt(broken);
    for (const each of work) await expect(each).rejects.toMatchObject({ name: 'MediaError', reason: 'worker-failed' });
    expect(broken.state.terminated).toBe(true);
    const next = start();
    expect(workers).toHaveLength(2);
    last().answer({ type: 'done', id: 3, result });
    expect((await next).mediaType).toBe('video/mp4');
  });
});
