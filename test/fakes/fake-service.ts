import type { Clock, ServiceAnswer, ServiceRequest, Transport } from '../../src/runtime/jobs/ports.ts';

/** The five questions that a service is asked. */
export type Call = 'submit' | 'status' | 'result' | 'cancel' | 'catalogue';

/** One request as it came in. */
export interface Received {
  readonly call: Call;
  readonly at: number;
  readonly request: ServiceRequest;
  readonly requestId: string | undefined;
}

/** An answer, or a function that acts when the request comes. */
export type Scripted = ServiceAnswer | ((received: Received) => ServiceAnswer | Promise<ServiceAnswer>);

/** How long one request takes. */
export interface Times {
  readonly queuedMs: number;
  readonly workedMs: number;
  readonly places?: number;
}

/** A service that obeys a script, and otherwise does what the documents promise. */
export interface FakeService extends Transport {
  readonly received: Received[];
  /** Requests that were accepted: each is a charge, whether or not anybody heard of it. */
  readonly charged: string[];
  /** Answers for the next calls of a kind, first one first. */
  script(call: Call, ...answers: readonly Scripted[]): void;
  count(call: Call): number;
  of(call: Call): readonly Received[];
  /** What a submit does by itself: creates a request and answers with its id. */
  accept(): ServiceAnswer;
  /** Milliseconds that a request is queued, and that it is worked on. */
  queuedMs: number;
  workedMs: number;
  /** The same for each request by its number from 0, where they differ; `places` is how many stand before it at first. */
  times: ((request: number) => Times) | undefined;
  /** When a request that was accepted ends, in milliseconds since 1970. */
  endOf(requestId: string): number;
}

export function createFakeService(clock: Clock, prefix = 'req'): FakeService {
  const scripts = new Map<Call, Scripted[]>();
  const begun = new Map<string, Times & { readonly at: number; cancelled: boolean }>();

  function stateOf(requestId: string): 'in_queue' | 'in_progress' | 'completed' | 'cancelled' | undefined {
    const request = begun.get(requestId);
    if (request === undefined) return undefined;
    if (request.cancelled) return 'cancelled';
    const age = clock.now() - request.at;
    if (age < request.queuedMs) return 'in_queue';
    return age < request.queuedMs + request.workedMs ? 'in_progress' : 'completed';
  }

  /** The front of the queue is place 1; each place takes as long as the others. */
  function placeOf(requestId: string): { queue_position?: number } {
    const { at, queuedMs, places = 0 } = begun.get(requestId) ?? { at: 0, queuedMs: 0 };
    return places === 0 ? {} : { queue_position: Math.ceil(((at + queuedMs - clock.now()) / queuedMs) * places) };
  }

  function byItself({ call, requestId = '' }: Received): ServiceAnswer {
    const state = stateOf(requestId);
    if (call === 'submit') return service.accept();
    if (call === 'catalogue') return json(200, { display_name: 'Seedance', base_price_usd: 0.1, price_unit: 'second' });
    if (state === undefined) return json(404, { error_code: 404001, error_message: 'request not found' });
    if (call === 'status') {
      const place = state === 'in_queue' ? placeOf(requestId) : {};
      return json(200, { request_id: requestId, status: state, ...place });
    }
    if (call === 'cancel') {
      const outcome = state === 'in_queue' ? 'cancelled' : 'not_cancellable';
      const request = begun.get(requestId);
      if (outcome === 'cancelled' && request !== undefined) request.cancelled = true;
      return json(202, { request_id: requestId, status: state, outcome });
    }
    if (state !== 'completed') return json(200, { request_id: requestId, status: state });
    const video = `https://files.runcomfy.net/${requestId}.mp4`;
    return json(200, { request_id: requestId, status: 'succeeded', output: { video }, cost: 0.75 });
  }

  const service: FakeService = {
    received: [],
    charged: [],
    queuedMs: 5_000,
    workedMs: 10_000,
    times: undefined,
    endOf(requestId) {
      const request = begun.get(requestId);
      if (request === undefined) throw new Error(`no request ${requestId}`);
      return request.at + request.queuedMs + request.workedMs;
    },
    script(call, ...answers) {
      scripts.set(call, [...(scripts.get(call) ?? []), ...answers]);
    },
    count: (call) => service.of(call).length,
    of: (call) => service.received.filter((received) => received.call === call),
    accept() {
      const times = service.times?.(service.charged.length);
      const requestId = `${prefix}-${service.charged.length + 1}`;
      service.charged.push(requestId);
      begun.set(requestId, {
        get queuedMs() {
          return times?.queuedMs ?? service.queuedMs;
        },
        get workedMs() {
          return times?.workedMs ?? service.workedMs;
        },
        places: times?.places ?? 0,
        at: clock.now(),
        cancelled: false,
      });
      return json(200, { request_id: requestId, status_url: 'https://evil.example/status' });
    },
    async send(request) {
      const received = { ...callOf(request), at: clock.now(), request };
      service.received.push(received);
      const scripted = scripts.get(received.call)?.shift();
      if (scripted === undefined) return byItself(received);
      return typeof scripted === 'function' ? scripted(received) : scripted;
    },
  };
  return service;
}

/** A whole answer with a JSON body. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): ServiceAnswer {
  return { kind: 'answer', status, headers, body: JSON.stringify(body), cut: false };
}

/** A whole answer with a body that is text. */
export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): ServiceAnswer {
  return { kind: 'answer', status, headers, body, cut: false };
}

function callOf({ method, url }: ServiceRequest): Pick<Received, 'call' | 'requestId'> {
  const path = new URL(url).pathname;
  const request = /^\/v1\/requests\/([^/]+)\/(status|result|cancel)$/.exec(path);
  if (request !== null) return { call: request[2] as Call, requestId: request[1] };
  return { call: method === 'POST' ? 'submit' : 'catalogue', requestId: undefined };
}
