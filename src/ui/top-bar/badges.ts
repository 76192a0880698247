import type { NodeState } from '../../runtime/run/node-states.ts';
import type { EditorState } from '../editor/editor.ts';

/** A short statement with a colour, and more of it for who asks. */
export interface Badge {
  readonly text: string;
  readonly tone: 'ok' | 'idle' | 'warn' | 'bad';
  readonly detail: string;
}

/** How the editor stands to the gateway and to RunComfy. */
export function connectionBadge({ connection, health }: Pick<EditorState, 'connection' | 'health'>): Badge {
  if (connection === 'unreachable')
    return {
      text: 'Gateway unreachable',
      tone: 'bad',
      detail: 'The local gateway does not answer. Is it running? Jobs and clips are safe in its data folder.',
    };
  if (connection === 'connecting' || !health)
    return { text: 'Connecting', tone: 'idle', detail: 'Looking for the local gateway.' };
  switch (health.services.live.token) {
    case 'valid':
      return { text: 'RunComfy connected', tone: 'ok', detail: 'RunComfy accepted the token.' };
    case 'unchecked':
      return { text: 'RunComfy not reached', tone: 'warn', detail: 'There is a token; RunComfy has not answered yet.' };
    case 'refused':
      return {
        text: 'Token refused',
        tone: 'bad',
        detail: 'RunComfy does not accept the token. Run shotgraph login with another one.',
      };
    case 'none':
      return {
        text: 'No token',
        tone: 'idle',
        detail: 'Rehearsals work without one. For paid runs: shotgraph login.',
      };
  }
}

/** "1 generating, 1 waiting", or undefined while nothing is under way. Jobs count once, however many nodes show them. */
export function runningWords(states: Iterable<NodeState>): string | undefined {
  let [generating, waiting, stopping, local] = [0, 0, 0, 0];
  const seen = new Set<string>();
  for (const { state, job, waiting: held } of states) {
    if (job) {
      if (seen.has(job.jobKey)) continue;
      seen.add(job.jobKey);
    }
    if (state === 'running') local += job ? 0 : 1;
    else if (state === 'cancelling') stopping += 1;
    else if (held || state === 'claimed' || state === 'in_queue') waiting += 1;
    else if (busy.has(state)) generating += 1;
  }
  const parts = [
    ...(generating > 0 ? [`${generating} generating`] : []),
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(stopping > 0 ? [`${stopping} cancelling`] : []),
    ...(generating + waiting + stopping === 0 && local > 0 ? ['working'] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

const busy: ReadonlySet<string> = new Set(['submitting', 'in_progress', 'downloading']);
