import type { ClipFacts } from '../../media/clip-facts.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { ModelAnswer } from './model-check.ts';
import type { Observations } from './watch-service.ts';

/** The clip that was made, as its bytes tell. */
export interface MadeClip {
  readonly facts: ClipFacts;
  readonly bytes: number;
  /** Types of the boxes side by side, as `ftyp moov mdat`. */
  readonly boxes: readonly string[];
}

/** What the host of a result answered to a request for one byte of it, without the token. */
export interface RangeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Everything that the doctor knows of the real service. */
export interface Findings {
  readonly seen: Observations;
  readonly models: readonly ModelAnswer[];
  readonly differences: readonly string[] | undefined;
  /** Of a paid clip; absent without `--paid`. */
  readonly record?: JobRecord;
  readonly clip?: MadeClip;
  readonly range?: RangeAnswer | { readonly error: string };
}

/** What the paid clip is asked for as: the smallest that the schema admits. */
export const askedClip = { duration: 4, resolution: '480p', aspect_ratio: '16:9', generate_audio: true } as const;
