import tones from './tones.json';

/** Samples in one AAC-LC frame, ISO/IEC 14496-3 clause 4.5.1.1 (`frameLengthFlag` 0). */
export const samplesPerFrame = 1024;
/** Samples a second, as `tones.json` was coded: stereo, 48 kHz. */
export const sampleRate = 48_000;
export const channelCount = 2;

/** `AudioSpecificConfig`, ISO/IEC 14496-3 clause 1.6.2.1: AAC-LC, 48 kHz, two channels. */
export function audioSpecificConfig(): Uint8Array {
  return Uint8Array.from(tones.audioSpecificConfig.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

const tables = Object.values(tones.tones);

/** Frames that hold a tone, between its beginning and its end: the first second is marked by a longer one. */
const held = { first: 14, later: 6 } as const;

/**
 * AAC frames of a beep at the beginning of each second, between silence, for `duration` seconds. The first frame is the
 * decoder's priming and belongs before time zero; the seed chooses the pitch.
 */
export function beeps(duration: number, seed: number): Uint8Array[] {
  const table = tables[(seed >>> 0) % tables.length]!;
  const silence = decode(tones.silence);
  const hold = decode(table.hold);
  const on = table.on.map(decode);
  const off = table.off.map(decode);
  const frames: Uint8Array[] = Array.from(
    { length: 1 + Math.floor((duration * sampleRate) / samplesPerFrame) },
    () => silence,
  );
  for (let second = 0; second < duration; second++) {
    const start = 1 + Math.round((second * sampleRate) / samplesPerFrame);
    const holds = second === 0 ? held.first : held.later;
    const tone = [...on, ...Array.from({ length: holds }, () => hold), ...off];
    tone.slice(0, frames.length - start).forEach((frame, index) => (frames[start + index] = frame));
  }
  return frames;
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
