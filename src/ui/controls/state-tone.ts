import type { NodeState } from '../../runtime/run/node-states.ts';
import { toneToken } from '../canvas/node-view.ts';
import { toneOf } from '../media/tone-of.ts';

/** The colour of a state, as a value for CSS: the same on canvas, outline and strip. */
export function stateTone(state: NodeState['state']): string {
  return `var(--${toneToken(toneOf({ state }))})`;
}

/** States whose words go on with the clock. */
export function isMoving({ state, waiting }: Pick<NodeState, 'state' | 'waiting'>): boolean {
  return waiting?.until !== undefined || ['running', 'in_queue', 'in_progress'].includes(state);
}
