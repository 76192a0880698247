import { onTestFinished } from 'vitest';
import { hashJson } from '../../src/graph/hash.ts';
import type { JsonValue } from '../../src/graph/json.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import type { Faults } from '../../src/sandbox/faults.ts';
import { serveSandbox } from '../../src/sandbox/serve.ts';

/** A service of its own that counts what it charges, by the prompt that was paid for. */
export interface WatchedService {
  readonly origin: string;
  /** What a gateway needs to send to it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Request ids that were charged for a prompt, in order. */
  charged(prompt: string): readonly string[];
  /** How many were charged in all. */
  charges(): number;
  /** Called with the prompt of every submit as it arrives. */
  onSubmit(listener: (prompt: string) => void): void;
}

export async function watchedService(options: {
  readonly speed: number;
  readonly faults?: Faults;
}): Promise<WatchedService> {
  const prompts = new Map<string, string>();
  const listeners = new Set<(prompt: string) => void>();
  const { origin, sandbox, close } = await serveSandbox({
    port: 0,
    speed: options.speed,
    faults(call) {
      if (call.operation === 'submit' && call.body !== undefined) {
        const prompt = promptIn(call.body);
        prompts.set(hashJson(call.body), prompt);
        for (const listener of listeners) listener(prompt);
      }
      return options.faults?.(call);
    },
  });
  onTestFinished(close);
  return {
    origin,
    environment: { RUNCOMFY_MODEL_API_BASE: origin, RUNCOMFY_TOKEN: 'a-token', SHOTGRAPH_MEDIA_HOSTS: origin },
    charged: (prompt) =>
      sandbox.charges().flatMap(({ bodyHash, requestId }) => (prompts.get(bodyHash) === prompt ? [requestId] : [])),
    charges: () => sandbox.charges().length,
    onSubmit: (listener) => void listeners.add(listener),
  };
}

/** A person who looks at the service's own list: an uncertain job is attached where it stands there, and else was not sent. */
export async function decide(client: JobClient, service: WatchedService): Promise<void> {
  const { jobs } = await client.history({ offset: 0, limit: 100 });
  const known = new Set(
    jobs.flatMap(({ attempts }) => attempts.flatMap((a) => ('requestId' in a ? [a.requestId] : []))),
  );
  for (const job of jobs) {
    if (presentAttempt(job).status !== 'uncertain') continue;
    const requestId = service.charged(promptIn(job.request)).find((id) => !known.has(id));
    await client.resolve(
      job.jobKey,
      requestId === undefined ? { decision: 'not_sent' } : { decision: 'attach', requestId },
    );
  }
}

/** The prompt of a request, as it was sent. */
export function promptIn(request: JsonValue): string {
  const isObject = typeof request === 'object' && request !== null && 'prompt' in request;
  return isObject && typeof request.prompt === 'string' ? request.prompt : '';
}
