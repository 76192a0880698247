import type { JsonObject } from '../../src/graph/json.ts';
import type { ClipRequest } from '../../src/sandbox/clip-request.ts';
import { memoryStore } from '../../src/sandbox/memory-store.ts';
import { createSandbox, type Sandbox, type SandboxClock, type SandboxOptions } from '../../src/sandbox/sandbox.ts';

export const origin = 'https://sandbox.invalid';
export const model = 'bytedance/seedance-v2/pro';
export const start = Date.UTC(2026, 0, 1);

/** A clock that stands still until it is moved. */
export function handClock(): SandboxClock & { advance(ms: number): void } {
  let time = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();
  return {
    now: () => time,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = {
          until: time + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        });
      }),
    advance(ms) {
      time += ms;
      for (const sleeper of sleepers) if (sleeper.until <= time) sleeper.wake();
    },
  };
}

/** A clip that nobody looks at. */
export function clipRequest(requestHash = '0'.repeat(64)): ClipRequest {
  return {
    prompt: '',
    duration: 4,
    resolution: '480p',
    ratio: '1:1',
    seed: 0,
    audio: false,
    references: [],
    requestHash,
    label: '',
  };
}

/** A clip that is its own request as text, so that tests can read what was asked for. */
export async function textClip(request: ClipRequest): Promise<{ bytes: Uint8Array<ArrayBuffer> }> {
  return { bytes: new TextEncoder().encode(JSON.stringify(request)) };
}

export interface Testbed {
  readonly sandbox: Sandbox;
  readonly clock: ReturnType<typeof handClock>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  /** Submits and gives the request id. */
  submit(body?: JsonObject): Promise<string>;
  /** The JSON of a request's status, result or cancel. */
  ask(id: string, call: 'status' | 'result' | 'cancel'): Promise<JsonObject>;
  /** The request that the clip of a completed job was made from. */
  clipOf(id: string): Promise<ClipRequest>;
}

export function testbed(options: Partial<SandboxOptions> & { clock?: ReturnType<typeof handClock> } = {}): Testbed {
  const clock = options.clock ?? handClock();
  const sandbox = createSandbox({ makeClip: textClip, store: memoryStore(), ...options, clock });
  const get: Testbed['get'] = (path, headers = {}) => sandbox.fetch(new Request(origin + path, { headers }));
  const post: Testbed['post'] = (path, body) =>
    sandbox.fetch(
      new Request(origin + path, { method: 'POST', ...(body !== undefined && { body: JSON.stringify(body) }) }),
    );
  return {
    sandbox,
    clock,
    get,
    post,
    async submit(body = { prompt: 'a cat' }) {
      const answer = await post(`/v1/models/${model}`, body);
      if (answer.status !== 200) throw new Error(`submit was answered ${answer.status}: ${await answer.text()}`);
      return ((await answer.json()) as { request_id: string }).request_id;
    },
    async ask(id, call) {
      const path = `/v1/requests/${id}/${call}`;
      return (await (call === 'cancel' ? post(path) : get(path)).then((answer) => answer.json())) as JsonObject;
    },
    async clipOf(id) {
      const answer = await get(`/outputs/${id}/0.mp4`);
      if (answer.status !== 200) throw new Error(`output was answered ${answer.status}`);
      return (await answer.json()) as ClipRequest;
    },
  };
}
