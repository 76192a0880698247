import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { inspectClip } from '../../src/media/inspect-clip.ts';
import { joinClips, type NamedClip } from '../../src/media/join-clips.ts';
import { MediaError } from '../../src/media/media-error.ts';
import { checkMp4 } from '../../src/media/mp4-boxes.ts';
import { UnequalClipsError } from '../../src/media/unequal-clips-error.ts';
import { clipFolder, decodeErrors, frameHashes, packetTimes, peak, turned } from './make-clips.ts';

const folder = clipFolder();
const timescale = (ticks: number) => ['-video_track_timescale', String(ticks)];

async function join(name: string, clips: readonly NamedClip[]) {
  const film = await joinClips(clips);
  return { ...film, path: folder.write(name, film.bytes) };
}

async function unequal(clips: readonly NamedClip[]): Promise<UnequalClipsError> {
  const error: unknown = await joinClips(clips).catch((reason: unknown) => reason);
  if (!(error instanceof UnequalClipsError)) throw new Error(`Expected UnequalClipsError, got ${String(error)}`);
  return error;
}

describe('joining clips with sound', () => {
  const clips = [
    folder.make('a', { seconds: 1, hue: 0, outputOptions: timescale(12288) }),
    folder.make('b', { seconds: 2.5, hue: 90, outputOptions: timescale(90000) }),
    folder.make('c', { seconds: 1.25, hue: 180, outputOptions: timescale(24000) }),
  ];
  const paths = ['a', 'b', 'c'].map((name) => folder.pathOf(`${name}.mp4`));

  it('keeps every frame bit for bit, in order', async () => {
    const { path } = await join('abc', clips);
    expect(decodeErrors(path)).toBe('');
    expect(frameHashes(path)).toEqual(paths.flatMap(frameHashes));
  });

  it('lasts exactly as long as the videos together, in video, sound and file header', async () => {
    const { path, duration, bytes } = await join('abc-length', clips);
    expect(duration).toBe(1 + 2.5 + 1.25);
    const frames = packetTimes(path, 'v:0');
    expect(frames).toHaveLength(114);
    expect(Math.min(...frames.map(({ time }) => time))).toBe(0);
    expect(Math.max(...frames.map(({ time, duration: length }) => time + length))).toBeCloseTo(4.75, 3);
    const last = packetTimes(path, 'a:0').at(-1);
    expect((last?.time ?? 0) + (last?.duration ?? 0)).toBeCloseTo(4.75, 3);
    expect((await inspectClip(bytes)).duration).toBeCloseTo(4.75, 6);
  });

  it('keeps sound within 10 ms of its pictures, without the error adding up', async () => {
    const many = Array.from({ length: 12 }, (_, index) => clips[index % 3]).filter((clip) => clip !== undefined);
    const { path } = await join('many', many);
    const sounds = packetTimes(path, 'a:0');
    let start = 0;
    for (const clip of many) {
      const source = packetTimes(folder.pathOf(`${clip.name}.mp4`), 'a:0').filter(({ time }) => time >= 0);
      // Units in the middle of a clip are found again in the film by their sizes, then their times are compared.
      const pattern = source.slice(4, 24).map(({ size }) => size);
      const errors = sounds.flatMap((_, at) =>
        pattern.every((size, offset) => sounds[at + offset]?.size === size)
          ? [(sounds[at]?.time ?? NaN) - start - (source[4]?.time ?? NaN)]
          : [],
      );
      expect(Math.min(...errors.map(Math.abs))).toBeLessThan(0.01);
      start += (await inspectClip(clip.bytes)).duration;
    }
    const gaps = sounds.slice(1).map(({ time }, index) => time - (sounds[index]?.time ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(0.0215);
    expect(Math.min(...gaps)).toBeGreaterThan(0.0212);
  });

  it('writes equal bytes for equal clips, with the index in front and no clock in them', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-01-01T00:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    const one = await joinClips(clips);
    vi.setSystemTime(new Date('2031-07-08T09:10:11Z'));
    const two = await joinClips(clips);
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
    expect(checkMp4(one.bytes)).toEqual({ ok: true });
    const text = Buffer.from(one.bytes).toString('latin1');
    expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
    expect(text).not.toContain('moof');
  });

  it('joins one clip to itself', async () => {
    const { path, duration } = await join('single', clips.slice(0, 1));
    expect(duration).toBe(1);
    expect(frameHashes(path)).toEqual(frameHashes(folder.pathOf('a.mp4')));
    const source = packetTimes(folder.pathOf('a.mp4'), 'a:0');
    expect(packetTimes(path, 'a:0').slice(0, 40)).toEqual(source.slice(0, 40));
  });

  it('leaves the bytes that it was given as they were', async () => {
    const before = clips.map(({ bytes }) => bytes.slice());
    await joinClips(clips);
    expect(clips.every(({ bytes }, index) => Buffer.from(bytes).equals(before[index] ?? Buffer.alloc(0)))).toBe(true);
  });
});

describe('joining clips of which some have no sound', () => {
  const loud = folder.make('loud', { seconds: 1, sound: 'noise' });
  const silent = folder.make('silent', { seconds: 2, sound: 'none', hue: 40 });
  const loudMono = folder.make('loud-mono', { seconds: 1, sound: 'mono' });

  it('is silent where a clip has no sound, and sounds where the others have it', async () => {
    const { path } = await join('gap', [loud, silent, loud]);
    expect(decodeErrors(path)).toBe('');
    expect(peak(path, 0.1, 0.9)).toBeGreaterThan(0.1);
    expect(peak(path, 1.05, 2.95)).toBeLessThan(0.0001);
    expect(peak(path, 3.1, 3.9)).toBeGreaterThan(0.1);
  });

  it('starts with silence when the first clip has no sound', async () => {
    const { path, duration } = await join('late', [silent, loud]);
    expect(duration).toBe(3);
    expect(decodeErrors(path)).toBe('');
    expect(peak(path, 0, 1.95)).toBeLessThan(0.0001);
    expect(peak(path, 2.1, 2.9)).toBeGreaterThan(0.1);
  });

  it('makes mono silence for mono films', async () => {
    const { path, bytes } = await join('mono', [loudMono, silent]);
    expect(decodeErrors(path)).toBe('');
    expect((await inspectClip(bytes)).sound).toEqual({ codec: 'mp4a.40.2', sampleRate: 48000, channels: 1 });
    expect(peak(path, 1.05, 2.95)).toBeLessThan(0.0001);
  });

  it('has no sound track when no clip has sound', async () => {
    const { path, bytes, duration } = await join('mute', [silent, silent]);
    expect(duration).toBe(4);
    expect((await inspectClip(bytes)).sound).toBeUndefined();
    expect(packetTimes(path, 'a:0')).toEqual([]);
  });
});

describe('clips of every shape', () => {
  it.each([
    // As far from whole macroblocks as the 1112x834 and 2206x946 of the service, and a hundredth of the pixels.
    ['odd sizes', { size: '152x114', seconds: 0.5 }],
    ['another odd size', { size: '190x82', seconds: 0.5 }],
    ['Constrained Baseline, as the sandbox writes it', { profile: 'baseline', seconds: 1 }],
    ['29.97 frames a second', { fps: '30000/1001', seconds: 1 }],
    ['25 frames a second at 44.1 kHz', { fps: '25', sampleRate: 44100, seconds: 1 }],
  ] as const)('joins %s bit for bit', async (_title, wish) => {
    const clips = [folder.make('shape-1', wish), folder.make('shape-2', { ...wish, hue: 120 })];
    const { path, bytes, duration } = await join('shape', clips);
    expect(decodeErrors(path)).toBe('');
    expect(frameHashes(path)).toEqual(clips.flatMap(({ name }) => frameHashes(folder.pathOf(`${name}.mp4`))));
    const single = await Promise.all(clips.map((clip) => inspectClip(clip.bytes)));
    expect(duration).toBe(single.reduce((sum, facts) => sum + facts.duration, 0));
    expect((await inspectClip(bytes)).width).toBe(single[0]?.width);
  });

  it('keeps the rotation of rotated clips', async () => {
    const rotated = turned('rotated', folder.make('upright', { seconds: 0.5 }).bytes, 90);
    const { bytes } = await joinClips([rotated, rotated]);
    const facts = await inspectClip(bytes);
    expect([facts.rotation, facts.width, facts.height]).toEqual([90, 180, 320]);
  });

  it('joins clips that came as fragmented MP4', async () => {
    folder.make('plain', { seconds: 1 });
    const fragmented = folder.remux('pieces', 'plain', [], ['-movflags', 'frag_keyframe+empty_moov']);
    const { path, duration } = await join('whole-again', [fragmented, fragmented]);
    expect(duration).toBeCloseTo(2, 6);
    expect(frameHashes(path)).toEqual([
      ...frameHashes(folder.pathOf('plain.mp4')),
      ...frameHashes(folder.pathOf('plain.mp4')),
    ]);
  });

  it('subtracts the first timestamp of a clip that starts late', async () => {
    folder.make('early', { seconds: 1, profile: 'baseline' });
    const late = folder.remux('delayed', 'early', [], ['-output_ts_offset', '3']);
    const { path, duration } = await join('after-late', [late, late]);
    expect(duration).toBeCloseTo(2, 6);
    expect(packetTimes(path, 'v:0')[0]?.time).toBe(0);
  });
});

describe('clips that cannot be joined by copying', () => {
  const base = folder.make('SH010', { seconds: 0.5, size: '320x180' });

  it('names the clip of another size and both sizes', async () => {
    const tall = folder.make('SH020', { seconds: 0.5, size: '180x320' });
    const error = await unequal([base, base, tall]);
    expect(error.problem.reason).toBe('SH020 is 180x320, the clips before it are 320x180.');
    expect(error.unequal).toEqual({ clip: 'SH020', difference: 'is 180x320, the clips before it are 320x180' });
    expect(error.problem).toMatchObject({ code: 'unequal-clips', severity: 'error' });
    expect(error.problem.remedy).not.toBe('');
  });

  it('names the clip that is rotated', async () => {
    const rotated = turned('SH030', base.bytes, 180);
    expect((await unequal([base, rotated])).problem.reason).toBe(
      'SH030 is turned by 180 degrees, the clip before it is not turned.',
    );
  });

  it('names the clip with another codec or other decoder settings', async () => {
    const plain = folder.make('SH040', { seconds: 0.5, size: '320x180', profile: 'baseline' });
    expect((await unequal([base, plain])).problem.reason).toMatch(
      /^SH040 is encoded as avc1\.42c00c, the clip before it is avc1\.64000c/,
    );
    const faster = folder.make('SH050', { seconds: 0.5, size: '320x180', fps: '25' });
    expect((await unequal([base, faster])).unequal.clip).toBe('SH050');
  });

  it('names the clip with other sound', async () => {
    const mono = folder.make('SH060', { seconds: 0.5, size: '320x180', sound: 'mono', sampleRate: 44100 });
    expect((await unequal([base, mono])).problem.reason).toBe(
      'SH060 has mono sound at 44100 Hz (mp4a.40.2), the film before it has stereo sound at 48000 Hz (mp4a.40.2).',
    );
  });

  it('refuses a clip whose cut-off start would show again', async () => {
    folder.make('whole', { seconds: 3, size: '320x180' });
    const cut = folder.remux('SH070', 'whole', ['-ss', '1.5'], []);
    expect((await unequal([base, cut])).unequal).toEqual({
      clip: 'SH070',
      difference: 'begins with hidden frames: its start was cut off without encoding it anew',
    });
  });
});

describe('what goes wrong', () => {
  const clip = folder.make('ok', { seconds: 1 });
  const streamed = folder.remux('index-first', 'ok', [], ['-movflags', 'faststart']);

  it('says so when there is nothing to join', async () => {
    await expect(joinClips([])).rejects.toMatchObject({ name: 'MediaError', reason: 'no-clips' });
  });

  it.each([
    ['no bytes', new Uint8Array(0), 'clip-unreadable'],
    ['a web page', new TextEncoder().encode('<!doctype html><title>403</title>'), 'clip-unreadable'],
    ['cut off in its index', clip.bytes.subarray(0, clip.bytes.length - 3000), 'clip-unreadable'],
    ['cut off in its pictures', streamed.bytes.subarray(0, streamed.bytes.length - 3000), 'clip-unreadable'],
  ] as const)('names the clip that is %s', async (_title, bytes, reason) => {
    const error: unknown = await joinClips([clip, { name: 'SH020', bytes }]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(MediaError);
    expect(error).toMatchObject({ reason, message: expect.stringContaining('SH020') });
  });

  it('names a clip that is sound alone', async () => {
    const sound = folder.remux('sound-only', 'ok', [], ['-vn']);
    await expect(joinClips([sound])).rejects.toMatchObject({ reason: 'clip-without-video' });
  });

  it('stops with the signal’s reason, before and during the work', async () => {
    await expect(joinClips([clip], AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    for (const turns of [1, 20, 41, 43]) {
      const controller = new AbortController();
      const work = joinClips(
        Array.from({ length: 40 }, () => clip),
        controller.signal,
      ).then(() => 'joined');
      let turn = 0;
      const tick = () => (++turn === turns ? controller.abort() : setTimeout(tick, 0));
      setTimeout(tick, 0);
      await expect(work, `aborted in turn ${turns}`).rejects.toMatchObject({ name: 'AbortError' });
    }
  });
});
