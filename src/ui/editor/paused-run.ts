import type { Run, RunState } from '../../runtime/run/run.ts';
import type { EditorState } from './editor.ts';

/** A Run that stands still. */
export type PausedRun = Run & { readonly state: Extract<RunState, { readonly kind: 'paused' }> };

/** The Run of the graph that stands still, and is not being cancelled; the newest of several. */
export function pausedRun({ underWay }: Pick<EditorState, 'underWay'>): PausedRun | undefined {
  return underWay.find((run): run is PausedRun => run.state.kind === 'paused' && !run.cancelRequested);
}
