import type { ServiceAnswer, ServicePorts } from '../jobs/ports.ts';

/** Whom to call, and with which token; undefined sends none. */
export interface Caller extends Pick<ServicePorts, 'base' | 'transport'> {
  readonly token: string | undefined;
}

/** Bytes of an answer that are read (faults.md H20). */
export const answerLimit = 1024 * 1024;
/** Milliseconds that a submit may take (faults.md H21, H22), and any other call. */
export const submitTimeoutMs = 60_000;
export const readTimeoutMs = 30_000;

/** One request with the token in its header. What goes wrong on the way is an answer too. */
export async function call(
  caller: Caller,
  request: {
    readonly method: 'GET' | 'POST';
    readonly url: string;
    readonly body?: string;
    readonly timeoutMs: number;
  },
  signal?: AbortSignal,
): Promise<ServiceAnswer> {
  const headers = {
    accept: 'application/json',
    ...(caller.token === undefined ? {} : { authorization: `Bearer ${caller.token}` }),
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return caller.transport.send({ ...request, headers, maxBytes: answerLimit }, signal);
}
