import type { OutputKind } from '../../../src/graph/media-ref.ts';
import type { Send } from '../fact.ts';
import { madeFile } from '../made-file.ts';
import type { Fate } from './fates.ts';

/** A file of a result. `bad` counts how often something else than the file was handed out. */
export interface ServiceFile {
  readonly kind: OutputKind;
  readonly n: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  bad: number;
}

/** A request that the service accepted: a charge. */
export interface ServiceRequest {
  readonly requestId: string;
  readonly send: Send;
  readonly prompt: string;
  readonly at: number;
  readonly queueMs: number;
  readonly workMs: number;
  readonly fate: Fate;
  readonly files: readonly ServiceFile[];
  /** How often addresses were handed out: each time they are new ones. */
  addressed: number;
  cancelled: boolean;
  /** Since when its status is over. */
  overSince: number | undefined;
  /** Definite bad news about the result: no file, another thing than a file, no such request. */
  badNews: number;
}

export type RequestState = 'in_queue' | 'in_progress' | 'archived' | 'completed' | 'failed' | 'cancelled';

/** Where a request stands at an instant. In the calm nothing is stuck. */
export function stateOf(request: ServiceRequest, now: number, calm: boolean): RequestState {
  if (request.cancelled) return 'cancelled';
  const { fate, queueMs, workMs } = request;
  const age = now - request.at;
  const stuck = calm ? undefined : fate.stuck;
  if (age < queueMs || stuck === 'in_queue') return 'in_queue';
  if (age < queueMs + workMs || stuck === 'in_progress') {
    const third = (age - queueMs) / workMs;
    return fate.regresses && third > 0.33 && third < 0.66 ? 'in_queue' : 'in_progress';
  }
  if (stuck === 'archived') return 'archived';
  if (fate.ending === 'failed by status') return 'failed';
  return fate.ending === 'cancelled' ? 'cancelled' : 'completed';
}

/** The files that a request will have made: bytes that name it. */
export function filesOf(requestId: string, fate: Fate): readonly ServiceFile[] {
  const file = (kind: OutputKind, n: number): ServiceFile => ({
    kind,
    n,
    bytes: madeFile(kind, `${requestId} ${kind} ${n}`),
    bad: 0,
  });
  if (fate.ending !== 'made') return [];
  if (fate.outputs === 'several') return [file('video', 0), file('video', 1), file('image', 0)];
  if (fate.outputs === 'one refused') return [file('video', 0), file('video', 1)];
  return [file('video', 0)];
}
