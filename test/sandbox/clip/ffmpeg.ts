import { spawnSync } from 'node:child_process';

/** Runs ffmpeg or ffprobe with bytes on its standard input and gives what it writes; throws with its messages on failure. */
function run(program: 'ffmpeg' | 'ffprobe', args: readonly string[], input: Uint8Array): Buffer {
  const ended = spawnSync(program, ['-v', 'error', ...args], { input, maxBuffer: 2 ** 30 });
  // ffprobe may stop reading when it knows enough: that is an error of the pipe, but not of the program.
  const complaint = ended.status === null ? String(ended.error) : ended.stderr.toString();
  if (ended.status !== 0 || complaint !== '') throw new Error(`${program} ${args.join(' ')}: ${complaint}`);
  return ended.stdout;
}

/** The chosen frames in planes of YUV 4:2:0, one after the other. */
export function decodeFrames(mp4: Uint8Array, frames: readonly number[]): Buffer {
  const select = frames.map((frame) => `eq(n,${frame})`).join('+');
  const output = ['-vf', `select='${select}'`, '-vsync', '0', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', '-'];
  return run('ffmpeg', ['-i', '-', ...output], mp4);
}

/** Every frame in grey, after another encoder has coded the clip at a third of its size. */
export function decodeAfterReencoding(mp4: Uint8Array, width: number, height: number): Buffer {
  const encoding = ['-vf', `scale=${width}:${height}`, '-c:v', 'libx264', '-crf', '28', '-preset', 'veryfast', '-an'];
  const reencoded = run('ffmpeg', ['-i', '-', ...encoding, '-f', 'matroska', '-'], mp4);
  return run('ffmpeg', ['-i', '-', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'], reencoded);
}

/** The sound as samples of both channels in turn, -1 to 1. */
export function decodeSound(mp4: Uint8Array): Float32Array {
  const raw = run('ffmpeg', ['-i', '-', '-vn', '-f', 'f32le', '-'], mp4);
  return new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
}

/** What ffprobe tells of a file. */
export interface Probe {
  readonly format: Readonly<Record<string, string>>;
  readonly streams: readonly Readonly<Record<string, string | number>>[];
}

/** Asks ffprobe; with `countFrames` it decodes all of them. */
export function probe(mp4: Uint8Array, countFrames: boolean): Probe {
  const count = countFrames ? ['-count_frames'] : [];
  const shown = ['-show_format', '-show_streams', '-of', 'json'];
  return JSON.parse(run('ffprobe', [...count, ...shown, '-i', '-'], mp4).toString()) as Probe;
}
