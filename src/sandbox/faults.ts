import type { JsonValue } from '../graph/json.ts';
import type { Operation } from './routes.ts';

/** A call as the faults see it, before anything happened with it. */
export interface SandboxCall {
  readonly operation: Operation;
  /** The how-many-eth call of this operation since the start, from 1. */
  readonly n: number;
  readonly method: string;
  readonly path: string;
  /** Of status, result, cancel and output. */
  readonly requestId?: string;
  /** Of submit and catalogue. */
  readonly model?: string;
  /** Of submit; absent where it is not JSON. */
  readonly body?: JsonValue;
}

/** What goes wrong with a call. */
export interface Fault {
  /** Milliseconds of the sandbox's clock that pass first. */
  readonly delayMs?: number;
  /** Before what comes instead, the call has its true effect: a submit is accepted and charged, a cancel cancels. */
  readonly takesEffect?: boolean;
  /** What the caller gets in place of the true answer; absent, the true answer. */
  readonly instead?:
    | {
        readonly kind: 'answer';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body: string;
      }
    | { readonly kind: 'drop'; readonly how: 'reset' | 'end' };
}

/** Decides per call; undefined lets it through. */
export type Faults = (call: SandboxCall) => Fault | undefined;

/** The connection is to die without an answer: reset, or ended in order. Thrown by a sandbox's `fetch`. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
  constructor(readonly how: 'reset' | 'end') {
    super(`the sandbox dropped the connection (${how})`);
  }
}
