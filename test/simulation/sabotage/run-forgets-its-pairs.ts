import type { Sabotage } from './sabotage.ts';

export const runForgetsItsPairs: Sabotage = {
  breaks: 'M11: what was agreed is lost from the stored Run when its state changes.',
  runs: (runs) => ({ ...runs, update: (id, change) => runs.update(id, (run) => ({ ...change(run), agreed: [] })) }),
};
