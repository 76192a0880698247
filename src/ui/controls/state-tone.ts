import type { NodeState } from '../../runtime/run/node-states.ts';
import { type Attempt, isUnwatched } from '../../runtime/wire/job-record.ts';
import { toneToken } from '../canvas/node-view.ts';
import { toneOf } from '../media/tone-of.ts';

/** The colour of a state, as a value for CSS: the same on canvas, outline and strip. */
export function stateTone(shown: Pick<NodeState, 'state' | 'attempt'>): string {
  return `var(--${toneToken(toneOf(shown))})`;
}

/** The same for an attempt. */
export function attemptTone(attempt: Attempt): string {
  return stateTone({ state: attempt.status, attempt });
}

/** States whose words go on with the clock. */
export function isMoving({ state, waiting, attempt }: Pick<NodeState, 'state' | 'waiting' | 'attempt'>): boolean {
  if (attempt && isUnwatched(attempt)) return false;
  return waiting?.until !== undefined || ['running', 'in_queue', 'in_progress'].includes(state);
}
