import type { EditorState } from '../editor/editor.ts';

type Standing = Pick<EditorState, 'connection' | 'health'>;

/** Why a rehearsal cannot start, or undefined. */
export function rehearseRefusal({ connection }: Standing): string | undefined {
  if (connection === 'unreachable') return 'The gateway does not answer.';
  return connection === 'connecting' ? 'Connecting to the gateway.' : undefined;
}

/** Why a paid run cannot start, or undefined. */
export function liveRefusal(state: Standing): string | undefined {
  return rehearseRefusal(state) ?? (state.health?.services.live.token === 'none' ? noToken : undefined);
}

const noToken = 'No token yet: shotgraph login';
