import type { QuotedGeneration } from '../../src/graph/quote.ts';

/** A generation as quotes have it: the first attempt at five seconds of 720p with sound, referring to nothing. */
export function quotedGeneration(change: Partial<QuotedGeneration> = {}): QuotedGeneration {
  return {
    node: '1',
    title: 'SH010',
    jobKey: 'a',
    attempt: 1,
    model: 'bytedance/seedance-v2/pro',
    seconds: 5,
    resolution: '720p',
    sound: true,
    referenceSeconds: 0,
    media: [],
    earlier: [],
    ...change,
  };
}
