/** One change that can be taken back: what stood before it, in words and as a value. */
interface Step<T> {
  readonly label: string;
  readonly before: T;
  /** Changes in a row with the same name are one step. */
  readonly merge?: string;
}

/** Undo and redo as a value. `T` is whatever is restored, by identity. */
export interface UndoHistory<T> {
  readonly present: T;
  /** Latest last. */
  readonly past: readonly Step<T>[];
  /** What undo took back, the next one to do again last; `before` holds what stood after it. */
  readonly future: readonly Step<T>[];
}

/** So many steps are kept; older ones are forgotten. */
export const historyLimit = 500;

export function startHistory<T>(present: T): UndoHistory<T> {
  return { present, past: [], future: [] };
}

/** Makes a change one step. The same value changes nothing; a change of the same `merge` as the last step joins that step. */
export function record<T>(history: UndoHistory<T>, next: T, label: string, merge?: string): UndoHistory<T> {
  if (next === history.present) return history;
  const last = history.past.at(-1);
  if (merge !== undefined && last?.merge === merge && history.future.length === 0)
    return { ...history, present: next, past: [...history.past.slice(0, -1), { ...last, label }] };
  const step = { label, before: history.present, ...(merge === undefined ? {} : { merge }) };
  return { present: next, past: [...history.past, step].slice(-historyLimit), future: [] };
}

/** Puts another value in place of the present one without a step: what nobody would want to take back. */
export function amend<T>(history: UndoHistory<T>, present: T): UndoHistory<T> {
  return { ...history, present };
}

/** Ends merging: the next change is a step of its own. */
export function seal<T>(history: UndoHistory<T>): UndoHistory<T> {
  const last = history.past.at(-1);
  if (last?.merge === undefined) return history;
  const { merge: _, ...sealed } = last;
  return { ...history, past: [...history.past.slice(0, -1), sealed] };
}

export function undo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const step = history.past.at(-1);
  if (!step) return history;
  const again = { label: step.label, before: history.present };
  return { present: step.before, past: history.past.slice(0, -1), future: [...history.future, again] };
}

export function redo<T>(history: UndoHistory<T>): UndoHistory<T> {
  const step = history.future.at(-1);
  if (!step) return history;
  const done = { label: step.label, before: history.present };
  return { present: step.before, past: [...history.past, done], future: history.future.slice(0, -1) };
}

/** What undo would take back and redo would do again, in words. */
export function historyLabels<T>(history: UndoHistory<T>): { readonly undo?: string; readonly redo?: string } {
  const [back, again] = [history.past.at(-1), history.future.at(-1)];
  return { ...(back && { undo: back.label }), ...(again && { redo: again.label }) };
}
