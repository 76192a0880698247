import { isMoving } from '../controls/state-tone.ts';
import type { Editor } from '../editor/editor.ts';
import { type OutlineRow, outlineRows } from './outline-rows.ts';

/** Makes the rows of an editor's graph: a thousand rows are made anew only when something that they tell of changed. */
export function createRowMaker(): (editor: Editor, clock: () => number) => readonly OutlineRow[] {
  let madeFrom: readonly unknown[] = [];
  let rows: readonly OutlineRow[] = [];
  return ({ state, registry }, clock) => {
    const { document, evaluation, states } = state;
    const now = [...states.values()].some(isMoving) ? clock() : 0;
    const from = [document, evaluation, states, registry, now];
    if (from.every((part, index) => part === madeFrom[index])) return rows;
    madeFrom = from;
    rows = outlineRows({ document, evaluation, states, registry, now });
    return rows;
  };
}
