import type { GuardUse } from '../wire/spend.ts';

/** At most `submits` live submits in any window of `perMs` milliseconds; all limits hold at once (security.md SEC12). */
export interface SpendLimit {
  readonly submits: number;
  readonly perMs: number;
  /** As it was written, for people. */
  readonly text: string;
}

/** What holds unless the environment says otherwise. */
export const defaultSpendLimits = '30/min,300/day';

const units = new Map([
  ['min', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/** Reads limits such as `30/min,300/day`; undefined where the text is not a list of them. */
export function parseSpendLimits(text: string): readonly SpendLimit[] | undefined {
  const limits = text.split(',').map((part): SpendLimit | undefined => {
    const match = /^(\d{1,6})\/(min|hour|day)$/.exec(part.trim());
    const perMs = units.get(match?.[2] ?? '');
    return match === null || perMs === undefined ? undefined : { submits: Number(match[1]), perMs, text: part.trim() };
  });
  return limits.every((limit) => limit !== undefined) ? limits : undefined;
}

/** A limit that one more submit would break, and when it no longer would (milliseconds since 1970; absent is never). */
export interface BrokenLimit {
  readonly text: string;
  readonly submits: number;
  readonly until?: number;
}

/**
 * The limit that one more submit would break, given when the earlier ones left (milliseconds since 1970). Of several the one
 * that holds longest.
 */
export function brokenLimit(
  limits: readonly SpendLimit[],
  earlier: readonly number[],
  now: number,
): BrokenLimit | undefined {
  const broken = limits.flatMap(({ submits, perMs, text }): BrokenLimit[] => {
    const inside = earlier.filter((at) => at > now - perMs).sort((left, right) => left - right);
    if (inside.length < submits) return [];
    const last = inside[inside.length - submits];
    return [{ text, submits, ...(last !== undefined && { until: last + perMs }) }];
  });
  const ends = ({ until = Number.POSITIVE_INFINITY }: BrokenLimit): number => until;
  return broken.sort((left, right) => ends(right) - ends(left))[0];
}

/** How much of every limit is used now, given when the earlier submits left (milliseconds since 1970). */
export function limitUses(limits: readonly SpendLimit[], earlier: readonly number[], now: number): readonly GuardUse[] {
  return limits.map(({ text, submits, perMs }) => ({
    text,
    submits,
    used: earlier.filter((at) => at > now - perMs).length,
  }));
}

/** "30 live submits a minute (30/min)", "no live submits (0/day)". */
export function limitWords({ submits, text }: Pick<SpendLimit, 'submits' | 'text'>): string {
  if (submits === 0) return `no live submits (${text})`;
  const unit = text.split('/')[1];
  return `${submits} live submit${submits === 1 ? '' : 's'} ${unit === 'min' ? 'a minute' : unit === 'hour' ? 'an hour' : 'a day'} (${text})`;
}
