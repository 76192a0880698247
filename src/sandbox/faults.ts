import type { JsonValue } from '../graph/json.ts';
import type { Operation } from './routes.ts';
import type { SandboxJobState } from './sandbox-job.ts';

/** What a call is about: the clip that a submit asks for, or that the named request makes. */
export interface CalledShot {
  readonly prompt: string;
  readonly model: string;
  readonly sound: boolean;
  /** The how-many-eth submit of an equal body, from 1. */
  readonly ordinal: number;
  /** Of an accepted one. */
  readonly state?: SandboxJobState;
  /** Milliseconds since it was accepted. */
  readonly ageMs?: number;
}

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
  /** Absent where the body names no clip, or nobody knows the request. */
  readonly shot?: CalledShot;
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
        /** `{request_id}` in it becomes the id of the request that is asked about, or was accepted. */
        readonly body: string;
      }
    | { readonly kind: 'drop'; readonly how: 'reset' | 'end' };
}

/** Decides per call; undefined lets it through. */
export type Faults = (call: SandboxCall) => Fault | undefined;

/** Asks the first, and the second where the first lets a call through. */
export function eitherFaults(first: Faults | undefined, second: Faults): Faults {
  return (call) => first?.(call) ?? second(call);
}

/** The connection is to die without an answer: reset, or ended in order. Thrown by a sandbox's `fetch`. */
export class ConnectionDropped extends Error {
  override readonly name = 'ConnectionDropped';
  constructor(readonly how: 'reset' | 'end') {
    super(`the sandbox dropped the connection (${how})`);
  }
}
