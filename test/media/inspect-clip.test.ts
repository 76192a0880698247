import { describe, expect, it } from 'vitest';
import { inspectClip } from '../../src/media/inspect-clip.ts';
import { clipFolder, turned } from './make-clips.ts';

const folder = clipFolder();

describe('inspecting a clip', () => {
  it('reads size, length, rate, codec and sound', async () => {
    const { bytes } = folder.make('a', { seconds: 1.5, size: '640x360', fps: '30000/1001' });
    const facts = await inspectClip(bytes);
    expect(facts).toMatchObject({
      width: 640,
      height: 360,
      codedWidth: 640,
      codedHeight: 360,
      rotation: 0,
      mirrored: false,
      pixelAspect: '1:1',
      codec: 'avc1.64001e',
      hiddenStart: false,
      sound: { codec: 'mp4a.40.2', sampleRate: 48000, channels: 2 },
    });
    expect(facts.duration).toBeCloseTo((45 * 1001) / 30000, 6);
    expect(facts.frameRate).toBeCloseTo(30000 / 1001, 6);
    expect(facts.decoderDescription).toMatch(/^0164001e/);
  });

  it('measures the video alone: sound that goes on for longer does not count', async () => {
    folder.make('short', { seconds: 1, sound: 'none' });
    folder.make('long', { seconds: 3 });
    const longer = folder.remux('longer', 'short', ['-i', folder.pathOf('long.mp4')], ['-map', '1:v', '-map', '0:a']);
    expect((await inspectClip(longer.bytes)).duration).toBeCloseTo(1, 6);
  });

  it('says sizes as shown, with rotation and pixel aspect', async () => {
    const { bytes } = folder.make('b', { seconds: 0.2, size: '320x180' });
    expect(await inspectClip(turned('c', bytes, 90).bytes)).toMatchObject({
      rotation: 90,
      width: 180,
      height: 320,
      codedWidth: 320,
    });
    const wide = folder.make('d', { seconds: 0.2, outputOptions: ['-vf', 'setsar=2'] });
    expect(await inspectClip(wide.bytes)).toMatchObject({
      width: 640,
      height: 180,
      codedWidth: 320,
      pixelAspect: '2:1',
    });
  });

  it('has no sound facts for a clip without sound', async () => {
    expect((await inspectClip(folder.make('e', { seconds: 0.2, sound: 'none' }).bytes)).sound).toBeUndefined();
  });

  it('names what cannot be read', async () => {
    await expect(inspectClip(new Uint8Array(100), 'SH010')).rejects.toMatchObject({
      reason: 'clip-unreadable',
      message: 'SH010 cannot be read. The file is not an MP4.',
    });
  });
});
