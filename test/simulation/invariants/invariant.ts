import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import type { Fact } from '../fact.ts';
import type { World } from '../world.ts';

/** A world in which nothing happens by itself any more. */
export interface Rest {
  readonly world: World;
  readonly records: readonly JobRecord[];
}

/** One thing that must hold, in one world. Both answer with what went wrong, or undefined. */
export interface InvariantWatch {
  /** A sentence. */
  readonly name: string;
  readonly seen?: (fact: Fact) => string | undefined;
  readonly atRest?: (rest: Rest) => string | undefined;
}

export function pairName({ jobKey, attempt }: { readonly jobKey: string; readonly attempt: number }): string {
  return `${jobKey.slice(0, 8)}#${attempt}`;
}
