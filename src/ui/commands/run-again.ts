import { unmadeBecause } from '../../runtime/run/runs-of-node.ts';
import type { EditorState } from '../editor/editor.ts';
import type { Command } from './command.ts';
import { againRefusal } from './run-refusal.ts';

/** On the service that is shown: what failed in a rehearsal is rehearsed again, what failed live is quoted again. */
export const runAgain: Command = {
  id: 'run-again',
  name: 'Run again what failed',
  group: 'Run',
  refusal: ({ editor }) => againRefusal(editor.state),
  run: ({ editor }) => void editor.run(editor.state.shown, { kind: 'again', nodes: [...editor.state.unmade.keys()] }),
};

const names = { failed: runAgain.name, left: 'Run what is left', both: 'Run what was not made' } as const;

/** The name of the button for it, by why the shots were not made. */
export function againName({ unmade }: Pick<EditorState, 'unmade'>): string {
  return names[unmadeBecause(unmade)];
}
