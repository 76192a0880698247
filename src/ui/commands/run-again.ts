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
