import { ConnectionDropped } from './faults.ts';
import type { Sandbox } from './sandbox.ts';

/** The origin of a sandbox in process. The name can never be resolved (RFC 6761), so nothing leaves by mistake. */
export const sandboxOrigin = 'https://sandbox.invalid';

/** A request as the job core sends it. */
interface SentRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

type SentAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      readonly cut: boolean;
    }
  | { readonly kind: 'not_sent'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** Reaches a sandbox in process as a transport of the job core reaches a service. */
export function sandboxTransport(sandbox: Sandbox): {
  send(request: SentRequest, signal?: AbortSignal): Promise<SentAnswer>;
} {
  return {
    async send(sent, signal) {
      if (signal?.aborted) return { kind: 'not_sent', reason: 'stopped before sending' };
      const ended = new AbortController();
      const givenUp = (reason: string): SentAnswer => ({ kind: 'lost', reason });
      const stopped = new Promise<SentAnswer>((resolve) => {
        const stop = (): void => resolve(givenUp('stopped while waiting for the answer'));
        signal?.addEventListener('abort', stop, { signal: ended.signal });
      });
      try {
        return await Promise.race([
          exchange(sandbox, sent),
          stopped,
          sandbox.clock.sleep(sent.timeoutMs, ended.signal).then(() => givenUp(`no answer in ${sent.timeoutMs} ms`)),
        ]);
      } finally {
        ended.abort();
      }
    },
  };
}

async function exchange(sandbox: Sandbox, sent: SentRequest): Promise<SentAnswer> {
  const { method, url, headers, body } = sent;
  try {
    const response = await sandbox.fetch(new Request(url, { method, headers, ...(body !== undefined && { body }) }));
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      kind: 'answer',
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new TextDecoder().decode(bytes.subarray(0, sent.maxBytes)),
      cut: bytes.byteLength > sent.maxBytes,
    };
  } catch (error) {
    if (error instanceof ConnectionDropped) return { kind: 'lost', reason: error.message };
    throw error;
  }
}

interface OpenedDownload {
  readonly mediaType: string;
  readonly length?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/**
 * Opens the outputs of a sandbox in process. `refusal` builds the error that the caller's side understands: `refused` for
 * any other address, `gone` for 403, 404 and 410, `broken` for the rest.
 */
export function sandboxDownloads(
  sandbox: Sandbox,
  refusal: (why: 'refused' | 'gone' | 'broken', message: string) => Error,
): { open(url: string, signal?: AbortSignal): Promise<OpenedDownload> } {
  return {
    async open(url, signal) {
      signal?.throwIfAborted();
      if (!URL.canParse(url) || new URL(url).origin !== sandboxOrigin) {
        throw refusal('refused', 'the address is not an output of the sandbox');
      }
      const response = await sandbox.fetch(new Request(url)).catch((error: unknown) => {
        throw refusal('broken', String(error));
      });
      if ([403, 404, 410].includes(response.status)) throw refusal('gone', `the sandbox answered ${response.status}`);
      if (response.status !== 200) throw refusal('broken', `the sandbox answered ${response.status}`);
      const length = response.headers.get('content-length');
      return {
        mediaType: response.headers.get('content-type') ?? '',
        ...(length !== null && { length: Number(length) }),
        chunks: chunksOf(response, signal),
      };
    },
  };
}

async function* chunksOf(response: Response, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (!reader) return;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    signal?.throwIfAborted();
    yield part.value;
  }
}
