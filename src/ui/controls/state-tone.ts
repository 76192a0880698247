import type { NodeState } from '../../runtime/run/node-states.ts';

/** The token that colours a state: free work, waiting for a person, trouble, done. */
const tones: Readonly<Record<NodeState['state'], string>> = {
  idle: 'text-3',
  skipped: 'text-3',
  blocked: 'bad',
  reused: 'ok',
  running: 'busy',
  claimed: 'text-2',
  submitting: 'busy',
  in_queue: 'busy',
  in_progress: 'busy',
  cancelling: 'busy',
  downloading: 'busy',
  succeeded: 'ok',
  rejected: 'bad',
  uncertain: 'ask',
  abandoned: 'warn',
  cancelled: 'text-3',
  failed: 'bad',
  lost: 'bad',
};

/** A value for CSS. */
export function stateTone(state: NodeState['state']): string {
  return `var(--${tones[state]})`;
}

/** States whose words go on with the clock. */
export function isMoving({ state, waiting }: Pick<NodeState, 'state' | 'waiting'>): boolean {
  return waiting?.until !== undefined || ['running', 'in_queue', 'in_progress'].includes(state);
}
