import { describe, expect, it } from 'vitest';
import type { ClipFacts, SoundFacts } from '../../src/media/clip-facts.ts';
import { planJoin } from '../../src/media/join-plan.ts';

const stereo: SoundFacts = { codec: 'mp4a.40.2', sampleRate: 48000, channels: 2 };
const facts: ClipFacts = {
  duration: 5,
  width: 1280,
  height: 720,
  codedWidth: 1280,
  codedHeight: 720,
  rotation: 0,
  mirrored: false,
  pixelAspect: '1:1',
  codec: 'avc1.42c01f',
  decoderDescription: '0142c01f',
  frameRate: 24,
  hiddenStart: false,
  sound: stereo,
};

/** The plan for an ordinary clip followed by one that differs from it. */
function planOf(second: Partial<ClipFacts>, first: Partial<ClipFacts> = {}) {
  return planJoin([
    { name: 'SH010', facts: { ...facts, ...first } },
    { name: 'SH020', facts: { ...facts, ...second } },
  ]);
}

describe('planning a join', () => {
  it('puts each clip where the videos before it end', () => {
    const clips = [5, 4.25, 10].map((duration, index) => ({ name: `SH0${index}0`, facts: { ...facts, duration } }));
    expect(planJoin(clips)).toEqual({ kind: 'copy', starts: [0, 5, 9.25], duration: 19.25, sound: stereo });
  });

  it('takes the sound from the first clip that has any', () => {
    expect(planOf({}, { sound: undefined })).toMatchObject({ kind: 'copy', sound: stereo });
    expect(planOf({ sound: undefined })).toMatchObject({ kind: 'copy', sound: stereo });
    expect(planOf({ sound: undefined }, { sound: undefined })).toMatchObject({ kind: 'copy', sound: undefined });
  });

  it('does not mind another frame rate or length, when the decoder is set up alike', () => {
    expect(planOf({ frameRate: 12, duration: 1 }).kind).toBe('copy');
  });

  it.each<[Partial<ClipFacts>, string]>([
    [{ width: 720, height: 1280, codedWidth: 720, codedHeight: 1280 }, 'is 720x1280, the clip before it is 1280x720'],
    [{ codedWidth: 1440, pixelAspect: '8:9' }, 'is encoded as 1440x720 pixels, the clip before it is 1280x720'],
    [{ rotation: 90 }, 'is turned by 90 degrees, the clip before it is not turned'],
    [{ mirrored: true }, 'is mirrored, the clip before it is not'],
    [{ pixelAspect: '4:3' }, 'has pixels of 4:3, the clip before it 1:1'],
    [{ codec: 'hvc1.1.6.L93' }, 'is encoded as hvc1.1.6.L93, the clip before it is avc1.42c01f'],
    [{ decoderDescription: 'ff' }, 'has other decoder settings (parameter sets) than the clip before it'],
    [{ hiddenStart: true }, 'begins with hidden frames: its start was cut off without encoding it anew'],
    [
      { sound: { ...stereo, channels: 6 } },
      'has 6-channel sound at 48000 Hz (mp4a.40.2), the film before it has stereo sound at 48000 Hz (mp4a.40.2)',
    ],
  ])('names the clip and the difference: %o', (second, difference) => {
    expect(planOf(second)).toEqual({ kind: 'unequal', problem: { clip: 'SH020', difference } });
  });

  it('names a clip without sound where no silence can be made', () => {
    const opus: SoundFacts = { codec: 'opus', sampleRate: 48000, channels: 2 };
    expect(planOf({ sound: opus }, { sound: undefined })).toEqual({
      kind: 'unequal',
      problem: {
        clip: 'SH010',
        difference: 'has no sound, and no silence can be made to fit stereo sound at 48000 Hz (opus)',
      },
    });
  });
});
