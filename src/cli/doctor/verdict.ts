/** What one check of the doctor found. `says` is one line for a person, `remedy` what to do about it. */
export interface Verdict {
  readonly check: CheckName;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly says: string;
  readonly remedy?: string;
  /** More lines, for the report. Like everything in a verdict they hold no token, no prompt and no address with its query. */
  readonly details?: readonly string[];
}

/** Every check, in the order in which it is made and told. */
export const checkNames = [
  'node',
  'data folder',
  'owner',
  'journal',
  'clips',
  'network',
  'token',
  'model',
  'catalogue',
  'clock',
  'sandbox',
] as const;
export type CheckName = (typeof checkNames)[number];

/** The worst of several. */
export function worstStatus(verdicts: readonly Pick<Verdict, 'status'>[]): Verdict['status'] {
  const has = (status: Verdict['status']): boolean => verdicts.some((verdict) => verdict.status === status);
  return has('fail') ? 'fail' : has('warn') ? 'warn' : 'ok';
}
