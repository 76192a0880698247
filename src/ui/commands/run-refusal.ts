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

/** Why what failed cannot be run again on the service that is shown, or undefined. */
export function againRefusal(state: Standing & Pick<EditorState, 'unmade' | 'shown'>): string | undefined {
  if (state.unmade.size === 0) return 'Nothing failed or was cancelled.';
  return state.shown === 'live' ? liveRefusal(state) : rehearseRefusal(state);
}

const noToken = 'No token yet: shotgraph login';
