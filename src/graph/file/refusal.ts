import type { Place, Problem } from '../problem.ts';

/** A file that is not opened, and why. */
export interface Refusal {
  readonly ok: false;
  readonly problem: Problem;
}

/** What one stage of the door hands to the next, or why the file stops there. */
export type Opened<T> = { readonly ok: true; readonly value: T } | Refusal;

export function refuse(code: string, reason: string, remedy: string, place: Place = {}): Refusal {
  return { ok: false, problem: { code, severity: 'error', place, reason, remedy } };
}

export function warning(code: string, reason: string, remedy: string, place: Place = {}): Problem {
  return { code, severity: 'warning', place, reason, remedy };
}
