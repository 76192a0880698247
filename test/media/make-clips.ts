import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';

/** What a test clip is made of. Defaults: 1 s, 320x180, 24 fps, H.264 and AAC 48 kHz stereo. */
export interface ClipWish {
  readonly seconds?: number;
  readonly size?: string;
  readonly fps?: string;
  readonly profile?: 'baseline' | 'high';
  readonly sound?: 'none' | 'mono' | 'stereo' | 'noise';
  readonly sampleRate?: number;
  readonly hue?: number;
  readonly outputOptions?: readonly string[];
}

/** A folder for the clips of one test file, removed when its tests have ended. */
export function clipFolder() {
  // ffmpeg is a process of its own: on a busy machine it may have to wait for its turn.
  vi.setConfig({ testTimeout: 30_000 });
  const folder = mkdtempSync(join(tmpdir(), 'shotgraph-media-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const pathOf = (name: string): string => join(folder, name);
  return {
    pathOf,
    make(name: string, wish: ClipWish = {}): { name: string; bytes: Uint8Array } {
      ffmpeg([...clipArguments(wish), pathOf(`${name}.mp4`)]);
      return { name, bytes: readBytes(pathOf(`${name}.mp4`)) };
    },
    /** Makes a clip of another one's packets, without encoding it anew. */
    remux(name: string, from: string, before: readonly string[], after: readonly string[]) {
      ffmpeg([...before, '-i', pathOf(`${from}.mp4`), '-c', 'copy', ...after, pathOf(`${name}.mp4`)]);
      return { name, bytes: readBytes(pathOf(`${name}.mp4`)) };
    },
    write(name: string, bytes: Uint8Array): string {
      writeFileSync(pathOf(`${name}.mp4`), bytes);
      return pathOf(`${name}.mp4`);
    },
  };
}

/** A copy of a clip that a player turns clockwise: the matrix of the first track's header (ISO/IEC 14496-12 clause 8.3.2). */
export function turned(name: string, clip: Uint8Array, degrees: 90 | 180): { name: string; bytes: Uint8Array } {
  const bytes = Buffer.from(clip);
  const matrix = bytes.indexOf('tkhd') + 44;
  const [cos, sin] = degrees === 90 ? [0, 1] : [-1, 0];
  [cos, sin, 0, -sin, cos].forEach((value, index) => bytes.writeInt32BE(value * 0x10000, matrix + index * 4));
  return { name, bytes: new Uint8Array(bytes) };
}

/** Runs ffmpeg; throws with what it said on standard error when it fails. */
export function ffmpeg(args: readonly string[]): string {
  return execFileSync('ffmpeg', ['-hide_banner', '-v', 'error', '-nostdin', '-y', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

/** Decodes a file to the end with every error fatal, and returns what ffmpeg printed on standard error. */
export function decodeErrors(path: string): string {
  const args = ['-v', 'error', '-nostdin', '-xerror', '-i', path, '-f', 'null', '-'];
  return execFileSync('sh', ['-c', 'exec ffmpeg "$@" 2>&1', 'ffmpeg', ...args], { encoding: 'utf8' });
}

const readings = new Map<string, unknown>();

/** A reading of a file's bytes: read once, since a process of its own costs more than what it reads. */
function once<Reading>(what: string, path: string, read: () => Reading): Reading {
  const key = `${what} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
  const reading = readings.has(key) ? (readings.get(key) as Reading) : read();
  readings.set(key, reading);
  return reading;
}

/** The MD5 of every decoded frame in the order shown. */
export function frameHashes(path: string): string[] {
  const args = ['-i', path, '-map', '0:v', '-fps_mode', 'passthrough', '-f', 'framemd5', '-'];
  return once('frames', path, () => ffmpeg(args))
    .split('\n')
    .flatMap((line) => (line && !line.startsWith('#') ? [line.split(',').at(-1)?.trim() ?? ''] : []));
}

/** The packets of one kind as ffprobe reads them, times in seconds with the edit list applied. */
export function packetTimes(path: string, stream: 'v:0' | 'a:0'): { time: number; duration: number; size: number }[] {
  const args = [
    '-v',
    'error',
    '-select_streams',
    stream,
    '-show_entries',
    'packet=pts_time,duration_time,size',
    '-of',
    'csv=p=0',
  ];
  const options = { encoding: 'utf8', maxBuffer: 1 << 26 } as const;
  return once(`packets ${stream}`, path, () => execFileSync('ffprobe', [...args, path], options))
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(',').map(Number))
    .map(([time = NaN, duration = NaN, size = NaN]) => ({ time, duration, size }));
}

/** The loudness of a stretch of a file's sound: the largest absolute sample from 0 to 1. */
export function peak(path: string, from: number, to: number): number {
  const args = ['-v', 'error', '-nostdin', '-i', path, '-map', '0:a', '-f', 'f32le', '-ac', '1', '-ar', '48000', '-'];
  const raw = once('sound', path, () => execFileSync('ffmpeg', args, { maxBuffer: 1 << 28 }));
  const samples = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  let largest = 0;
  for (const sample of samples.subarray(Math.round(from * 48000), Math.round(to * 48000))) {
    largest = Math.max(largest, Math.abs(sample));
  }
  return largest;
}

function clipArguments(wish: ClipWish): string[] {
  const {
    seconds = 1,
    size = '320x180',
    fps = '24',
    profile = 'high',
    sound = 'stereo',
    sampleRate = 48000,
    hue = 0,
  } = wish;
  const video = `testsrc2=size=${size}:rate=${fps}:duration=${seconds},hue=h=${hue}`;
  const noise = `anoisesrc=d=${seconds}:r=${sampleRate}:a=0.5:seed=7`;
  const tone = `sine=frequency=${440 + hue}:sample_rate=${sampleRate}:duration=${seconds},volume=6`;
  const audio = sound === 'none' ? [] : ['-f', 'lavfi', '-i', sound === 'noise' ? noise : tone];
  const audioCodec = sound === 'none' ? ['-an'] : ['-c:a', 'aac', '-ac', sound === 'mono' ? '1' : '2'];
  const h264 = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-threads',
    '1',
    '-profile:v',
    profile,
    '-pix_fmt',
    'yuv420p',
  ];
  return ['-f', 'lavfi', '-i', video, ...audio, ...h264, ...audioCodec, ...(wish.outputOptions ?? [])];
}

/** A file as plain bytes. */
export function readBytes(path: string): Uint8Array {
  return new Uint8Array(readFileSync(path));
}
