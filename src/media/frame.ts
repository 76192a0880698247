import { MediaError } from './media-error.ts';

/** Which picture of a clip, in seconds from its first frame (a time past the end is the last frame), and how many pixels wide. */
export interface PosterWish {
  readonly time: number;
  readonly width: number;
}

/** Good enough for a strip of small pictures, at a tenth of a PNG's size. */
const posterQuality = 0.82;

/**
 * A JPEG still of a clip, for the browser. Decodes with WebCodecs rather than a `<video>` element: no element has to load, and
 * a tab in the background is not throttled. Throws a MediaError: `clip-unreadable`, `clip-without-video`, or `no-decoder` when
 * this browser cannot decode the clip.
 */
export async function posterOf(video: Blob, { time, width }: PosterWish): Promise<Blob> {
  const { BlobSource, CanvasSink, Input, MP4, QTFF } = await import('./mediabunny.ts');
  const input = new Input({ formats: [MP4, QTFF], source: new BlobSource(video) });
  try {
    const track = await readable(input.getPrimaryVideoTrack());
    if (!track) throw new MediaError('clip-without-video', 'The clip has no video in it.');
    if (!(await track.canDecode())) {
      const codec = (await track.getCodecParameterString()) ?? 'an unknown codec';
      throw new MediaError('no-decoder', `This browser cannot decode ${codec}.`);
    }
    const first = await readable(track.getFirstTimestamp());
    const sink = new CanvasSink(track, { width: Math.round(width) });
    const still = await readable(sink.getCanvas(Math.max(first, 0) + Math.max(0, time)));
    if (!still) throw new MediaError('clip-unreadable', 'The clip has no frame to show.');
    return await toJpeg(still.canvas);
  } finally {
    input.dispose();
  }
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new MediaError('clip-unreadable', 'The clip cannot be read.', { cause: error });
  }
}

function toJpeg(canvas: HTMLCanvasElement | OffscreenCanvas): Promise<Blob> {
  const options = { type: 'image/jpeg', quality: posterQuality };
  if ('convertToBlob' in canvas) return canvas.convertToBlob(options);
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null): void =>
      blob ? resolve(blob) : reject(new MediaError('bad-output', 'The browser could not write the still.'));
    canvas.toBlob(done, options.type, options.quality);
  });
}
