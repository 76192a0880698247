import type { CacheKey, JobKey } from './keys.ts';
import type { MediaRef, OutputKind } from './media-ref.ts';

/**
 * What is already known of a job. `alive`: bought, on its way, or claimed. `done`: its bytes are stored. `over`: ended
 * without a result, a new attempt may be agreed. `undecided`: uncertain, a person decides first (M4).
 */
export interface KnownJob {
  readonly phase: 'alive' | 'done' | 'over' | 'undecided';
  readonly attempt: number;
  /** Not sent yet: an agreed Run sends it (M5). */
  readonly unsent: boolean;
  /** Made so far, when `done`. */
  readonly outputs: readonly { readonly kind: OutputKind; readonly n: number }[];
  /** How the last attempt stands, in a word. */
  readonly status: string;
  /** Every attempt so far, in order. */
  readonly attempts: readonly KnownAttempt[];
  /** It came out of a project file: the service has no address for it that may be used from here. */
  readonly foreign?: boolean;
}

/** How one attempt stands, and what it cost in US dollars, where the service said. */
export interface KnownAttempt {
  readonly status: string;
  readonly cost?: number;
}

/** What a plan may rely on: records of jobs, and the operations whose results are held. */
export interface Known {
  readonly jobs: ReadonlyMap<JobKey, KnownJob>;
  readonly results: ReadonlySet<CacheKey>;
}

/** Nothing is known: a first run. */
export const nothingKnown: Known = { jobs: new Map(), results: new Set() };

/** The output that a done job was expected to make and did not, or undefined. */
export function missingOutput(refs: readonly MediaRef[], known: Known): MediaRef | undefined {
  return refs.find((ref) => {
    if ('op' in ref) return missingOutput(ref.of, known) !== undefined;
    if (!('jobKey' in ref)) return false;
    const job = known.jobs.get(ref.jobKey);
    return job?.phase === 'done' && !job.outputs.some(({ kind, n }) => kind === ref.kind && n === ref.n);
  });
}
