import { silentUnit } from './aac-silence.ts';
import type { ClipFacts, SoundFacts } from './clip-facts.ts';
import type { ClipDifference } from './unequal-clips-error.ts';

/** A clip as the plan sees it. */
export interface NamedFacts {
  readonly name: string;
  readonly facts: ClipFacts;
}

/** Where each clip begins in the film and what its sound track is, or why the clips cannot be joined by copying. */
export type JoinPlan =
  | {
      readonly kind: 'copy';
      /** Film time in seconds, one for each clip. */
      readonly starts: readonly number[];
      readonly duration: number;
      /** Undefined when no clip has sound: then the film has no sound track. */
      readonly sound: SoundFacts | undefined;
    }
  | { readonly kind: 'unequal'; readonly problem: ClipDifference };

/**
 * Decides whether clips can be joined by copying their packets. A muxer keeps the first clip's decoder description and drops
 * the others' without a word, so everything that a decoder is set up with is compared with the first clip.
 */
export function planJoin(clips: readonly NamedFacts[]): JoinPlan {
  const [first] = clips;
  const sound = clips.find((clip) => clip.facts.sound)?.facts.sound;
  const starts: number[] = [];
  let duration = 0;
  for (const [index, { name, facts }] of clips.entries()) {
    const before = index === 1 ? 'the clip before it' : 'the clips before it';
    const others = `${before} ${index === 1 ? 'is' : 'are'}`;
    const difference =
      (facts.hiddenStart ? 'begins with hidden frames: its start was cut off without encoding it anew' : undefined) ??
      (first && videoDifference(facts, first.facts, { before, others })) ??
      (sound && soundDifference(facts.sound, sound));
    if (difference) return { kind: 'unequal', problem: { clip: name, difference } };
    starts.push(duration);
    duration += facts.duration;
  }
  return { kind: 'copy', starts, duration, sound };
}

/** How a sentence speaks of the clips that went before: alone, and with its verb. */
interface Words {
  readonly before: string;
  readonly others: string;
}

function videoDifference(clip: ClipFacts, first: ClipFacts, { before, others }: Words): string | undefined {
  if (clip.rotation !== first.rotation) {
    const turned = (degrees: number): string => (degrees === 0 ? 'not turned' : `turned by ${degrees} degrees`);
    return `is ${turned(clip.rotation)}, ${others} ${turned(first.rotation)}`;
  }
  if (clip.width !== first.width || clip.height !== first.height) {
    return `is ${clip.width}x${clip.height}, ${others} ${first.width}x${first.height}`;
  }
  if (clip.codedWidth !== first.codedWidth || clip.codedHeight !== first.codedHeight) {
    return `is encoded as ${clip.codedWidth}x${clip.codedHeight} pixels, ${others} ${first.codedWidth}x${first.codedHeight}`;
  }
  if (clip.mirrored !== first.mirrored) {
    return clip.mirrored ? `is mirrored, ${others} not` : `is not mirrored, ${others}`;
  }
  if (clip.pixelAspect !== first.pixelAspect) {
    return `has pixels of ${clip.pixelAspect}, ${before} ${first.pixelAspect}`;
  }
  if (clip.codec !== first.codec) return `is encoded as ${clip.codec}, ${others} ${first.codec}`;
  if (clip.decoderDescription !== first.decoderDescription) {
    return `has other decoder settings (parameter sets) than ${before}`;
  }
  return undefined;
}

function soundDifference(clip: SoundFacts | undefined, film: SoundFacts): string | undefined {
  if (!clip) return silentUnit(film) ? undefined : `has no sound, and no silence can be made to fit ${describe(film)}`;
  const equal = clip.codec === film.codec && clip.sampleRate === film.sampleRate && clip.channels === film.channels;
  return equal ? undefined : `has ${describe(clip)}, the film before it has ${describe(film)}`;
}

function describe({ codec, sampleRate, channels }: SoundFacts): string {
  const layout = channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels}-channel`;
  return `${layout} sound at ${sampleRate} Hz (${codec})`;
}
