import type { JsonValue } from '../graph/json.ts';
import { createAnswering } from './answering.ts';
import { plainRefusal } from './answers.ts';
import { acceptedId, withRequestId } from './accepted-id.ts';
import { calledShot } from './called-shot.ts';
import { createCatalogue, seedanceModels, type ModelPrice } from './catalogue.ts';
import { createClipCache } from './clip-cache.ts';
import type { MakeClip } from './clip-request.ts';
import { ConnectionDropped, eitherFaults, type Fault, type Faults, type SandboxCall } from './faults.ts';
import { openJobBook } from './job-book.ts';
import { promptFaults } from './prompt-faults.ts';
import { maxBodyBytes, readBody, readJson } from './read-body.ts';
import { matchRoute, type Operation, type Route } from './routes.ts';
import type { SandboxStore } from './sandbox-job.ts';

/** Time as the sandbox sees it; the clock of the job core fits. */
export interface SandboxClock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One call, told after it was answered: no prompt, no query, no token (security.md SEC15). */
export interface SandboxLogEntry {
  readonly at: number;
  readonly operation: Operation;
  readonly method: string;
  readonly path: string;
  /** HTTP status of the answer, or how the connection was dropped. */
  readonly status: number | 'reset' | 'end';
  /** What broke inside the sandbox, behind a 500. */
  readonly error?: string;
}

/** A submit that was accepted, whether or not anybody saw the answer. */
export interface Charge {
  readonly requestId: string;
  readonly model: string;
  readonly bodyHash: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface SandboxOptions {
  readonly clock: SandboxClock;
  readonly makeClip: MakeClip;
  readonly store: SandboxStore;
  /** Divides the three seconds a job takes: 2 is twice as fast. Above 0, default 1. */
  readonly speed?: number;
  /** Jobs in progress at once, from 1; default 4. */
  readonly places?: number;
  /** Whether calls need a bearer token, which may be any text; default `any`: none is asked for. */
  readonly token?: 'any' | 'required';
  /** The ids that are offered; default both ids of Seedance 2.0 Pro. */
  readonly models?: readonly string[];
  /** By model id; default nothing costs anything. */
  readonly prices?: Readonly<Record<string, ModelPrice>>;
  /** Asked before what the words of a prompt ask for (`promptFaults`). */
  readonly faults?: Faults;
  readonly log?: (entry: SandboxLogEntry) => void;
  /** Bytes of clips kept in memory; default 64 MiB. */
  readonly clipCacheBytes?: number;
}

/** RunComfy without RunComfy. */
export interface Sandbox {
  readonly clock: SandboxClock;
  /** Answers a call of the API or for an output. Rejects only with ConnectionDropped, and only where a fault says so. */
  fetch(request: Request): Promise<Response>;
  /** Resolves when the stored jobs are loaded; rejects with what the store throws. */
  ready(): Promise<void>;
  /** Every submit ever accepted, in order, those of earlier lives included. */
  charges(): readonly Charge[];
}

/** A job of default speed: three seconds, a fifth of them in the queue. */
const queueMs = 600;
const workMs = 2400;

/** Creates a sandbox. Throws a RangeError for a speed or a number of places that is not above 0. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, speed = 1, places = 4 } = options;
  if (!(speed > 0)) throw new RangeError(`speed must be above 0, not ${speed}`);
  if (!(places >= 1)) throw new RangeError(`places must be at least 1, not ${places}`);
  const pace = { queueMs: queueMs / speed, workMs: workMs / speed, places };
  const book = openJobBook(() => clock.now(), options.store, pace);
  const answer = createAnswering({
    now: () => clock.now(),
    book,
    catalogue: createCatalogue(options.models ?? seedanceModels, options.prices),
    clipBytes: createClipCache(options.makeClip, options.clipCacheBytes ?? 64 * 1024 * 1024),
    needsToken: options.token === 'required',
  });
  const calls = new Map<Operation, number>();

  const faults = eitherFaults(options.faults, promptFaults);
  const decide = (request: Request, route: Route, body: JsonValue | undefined): Fault | undefined => {
    const n = 1 + (calls.get(route.operation) ?? 0);
    calls.set(route.operation, n);
    const shot = calledShot(route, body, book, clock.now());
    const call: SandboxCall = {
      operation: route.operation,
      n,
      method: request.method,
      path: new URL(request.url).pathname,
      ...('id' in route && { requestId: route.id }),
      ...('model' in route && { model: route.model }),
      ...(body !== undefined && { body }),
      ...(shot !== undefined && { shot }),
    };
    return faults(call);
  };

  const respond = async (request: Request, route: Route): Promise<Response> => {
    await book.ready();
    let body: JsonValue | undefined;
    if (route.operation === 'submit') {
      const text = await readBody(request, maxBodyBytes);
      if (text === 'too_large') return plainRefusal(413, 'Payload too large');
      body = readJson(text);
    }
    const fault = decide(request, route, body);
    if (fault?.delayMs) await clock.sleep(fault.delayMs);
    if (!fault?.instead) return answer(request, route, body);
    const truth = fault.takesEffect ? await answer(request, route, body) : undefined;
    if (fault.instead.kind === 'drop') throw new ConnectionDropped(fault.instead.how);
    const { status, headers } = fault.instead;
    const text = withRequestId(fault.instead.body, 'id' in route ? route.id : await acceptedId(truth));
    return new Response(text === '' ? null : text, { status, ...(headers && { headers }) });
  };

  return {
    clock,
    ready: book.ready,
    charges: () =>
      book.all().map((job) => ({
        requestId: job.id,
        model: job.model,
        bodyHash: job.bodyHash,
        at: job.submittedAt,
      })),
    async fetch(request) {
      const path = new URL(request.url).pathname;
      const route = matchRoute(request.method, path);
      const told = { operation: route.operation, method: request.method, path };
      try {
        const response = await respond(request, route);
        options.log?.({ at: clock.now(), ...told, status: response.status });
        return response;
      } catch (error) {
        if (error instanceof ConnectionDropped) {
          options.log?.({ at: clock.now(), ...told, status: error.how });
          throw error;
        }
        options.log?.({ at: clock.now(), ...told, status: 500, error: String(error) });
        return plainRefusal(500, 'Internal server error');
      }
    },
  };
}
