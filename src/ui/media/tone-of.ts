import type { NodeState } from '../../runtime/run/node-states.ts';
import { isUnwatched } from '../../runtime/wire/job-record.ts';
import type { Tone } from '../canvas/node-view.ts';

const tones: Readonly<Record<NodeState['state'], Tone>> = {
  idle: 'idle',
  blocked: 'warn',
  skipped: 'idle',
  reused: 'free',
  running: 'busy',
  claimed: 'idle',
  submitting: 'busy',
  in_queue: 'busy',
  in_progress: 'busy',
  cancelling: 'busy',
  downloading: 'busy',
  succeeded: 'ok',
  rejected: 'bad',
  uncertain: 'ask',
  abandoned: 'warn',
  cancelled: 'idle',
  failed: 'bad',
  lost: 'bad',
};

/** What a node's state means for the person. */
export function toneOf({ state, waiting, attempt }: Pick<NodeState, 'state' | 'waiting' | 'attempt'>): Tone {
  if (attempt && isUnwatched(attempt)) return 'warn';
  if (waiting && state !== 'succeeded') return asks.has(waiting.for) ? 'ask' : 'warn';
  return tones[state];
}

const asks: ReadonlySet<string> = new Set(['token', 'credit', 'storage', 'person']);

/** Whether something is under way whose end is not known. */
export function isUnderWay({ state, attempt }: Pick<NodeState, 'state' | 'attempt'>): boolean {
  return tones[state] === 'busy' && !(attempt && isUnwatched(attempt));
}
