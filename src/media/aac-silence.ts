import type { SoundFacts } from './clip-facts.ts';

/** Samples in one AAC-LC access unit (ISO/IEC 14496-3 clause 4.5.1.1, frameLengthFlag 0). */
export const aacUnitSamples = 1024;

const mono = Uint8Array.of(0x00, 0xc8, 0x00, 0x80, 0x23, 0x80);
const stereo = Uint8Array.of(0x21, 0x00, 0x49, 0x90, 0x02, 0x19, 0x00, 0x23, 0x80);

/** One AAC-LC access unit of silence, the same at every sample rate; undefined for other codecs and more than two channels. */
export function silentUnit(sound: SoundFacts): Uint8Array | undefined {
  if (sound.codec !== 'mp4a.40.2') return undefined;
  if (sound.channels === 1) return mono;
  return sound.channels === 2 ? stereo : undefined;
}
