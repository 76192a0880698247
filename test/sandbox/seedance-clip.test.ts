import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/graph/json.ts';
import { adaptiveRatio, closestRatio } from '../../src/sandbox/adaptive-ratio.ts';
import type { ClipRequest } from '../../src/sandbox/clip-request.ts';
import { describeReference } from '../../src/sandbox/references.ts';
import { testbed } from './testbed.ts';

async function clipFor(body: JsonObject): Promise<ClipRequest> {
  const bed = testbed();
  const id = await bed.submit({ prompt: 'a cat', ...body });
  bed.clock.advance(3000);
  return bed.clipOf(id);
}

/** The head of a PNG of a size: all that tells the size. */
function pngHead(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}
const inline = (bytes: Uint8Array, mediaType: string): string =>
  `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;

describe('the clip of a body', () => {
  test('has what was asked for', async () => {
    const asked = { duration: 7, resolution: '1080p', aspect_ratio: '3:4', seed: 42, generate_audio: false };
    expect(await clipFor(asked)).toMatchObject({
      prompt: 'a cat',
      duration: 7,
      resolution: '1080p',
      ratio: '3:4',
      seed: 42,
      audio: false,
    });
  });

  test('has the defaults of the schema for the rest', async () => {
    expect(await clipFor({})).toMatchObject({ duration: 5, resolution: '720p', ratio: '16:9', audio: true });
  });

  test('has a seed of its own without one: the same for an equal body, another for another', async () => {
    const [cat, again, dog] = [await clipFor({}), await clipFor({}), await clipFor({ prompt: 'a dog' })];
    expect(cat.seed).toBe(again.seed);
    expect(cat.seed).not.toBe(dog.seed);
  });

  test('names its references as the model does, in order', async () => {
    const { references } = await clipFor({
      images: ['https://example.com/cast/mara.png?sig=secret', 'data:image/webp;base64,AAAA'],
      videos: ['https://sandbox.invalid/outputs/0123abcd-0000-0000-0000-000000000000/0.mp4'],
      audios: ['https://example.com'],
    });
    expect(references).toEqual([
      'Image 1: example.com mara.png',
      'Image 2: image/webp 3 B',
      'Video 1: clip 0123abcd',
      'Audio 1: example.com',
    ]);
  });
});

describe('a reference in a line', () => {
  test.each([
    ['data:image/png;base64,' + 'A'.repeat(4096), 'image/png 3 KB'],
    ['data:video/mp4;base64,' + 'A'.repeat(4 * 1024 * 1024), 'video/mp4 3.0 MB'],
    ['data:image/png;base64,AA==', 'image/png 1 B'],
    ['data:IMAGE/PNG;charset=x;base64,', 'image/png 0 B'],
    ['data:,a%20b', 'text/plain 3 B'],
    ['https://example.com/a%20b.png', 'example.com a b.png'],
    ['https://example.com/%E0%A4.png', 'example.com %E0%A4.png'],
    ['http://user:pass@example.com:8080/x/', 'example.com x'],
  ])('%# is short and tells no secret', (reference, line) => {
    expect(describeReference(reference)).toBe(line);
  });
});

describe('adaptive', () => {
  test.each([
    [1920, 1080, '16:9'],
    [1080, 1920, '9:16'],
    [1000, 1010, '1:1'],
    [640, 480, '4:3'],
    [300, 400, '3:4'],
    [3000, 1000, '21:9'],
    [1, 5, '9:16'],
  ] as const)('%d by %d is closest to %s', (width, height, ratio) => {
    expect(closestRatio(width, height)).toBe(ratio);
    expect(adaptiveRatio([inline(pngHead(width, height), 'image/png')])).toBe(ratio);
  });

  test('only the first image counts', () => {
    const images = [inline(pngHead(100, 100), 'image/png'), inline(pngHead(200, 100), 'image/png')];
    expect(adaptiveRatio(images)).toBe('1:1');
  });

  test('a size behind a long comment is found too', () => {
    const comment = new Uint8Array(65_000).fill(0x20);
    const segment = [0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255, ...comment];
    const frame = [0xff, 0xc0, 0, 11, 8, 0x03, 0xc0, 0x02, 0xd0, 1, 1, 0x11, 0];
    const jpeg = Uint8Array.from([0xff, 0xd8, ...segment, ...segment, ...frame]);
    expect(adaptiveRatio([inline(jpeg, 'image/jpeg')])).toBe('3:4');
  });

  test.each([
    ['no image', []],
    ['an address, which is not fetched', ['https://example.com/portrait.png']],
    ['text that is no picture', ['data:image/png;base64,AAAA']],
    ['text that is no base64', ['data:image/png;base64,!!!!']],
    ['escaped text', ['data:image/svg+xml,%3Csvg/%3E']],
  ])('%s gives 16:9', (_, images) => {
    expect(adaptiveRatio(images)).toBe('16:9');
  });

  test('over the API it shapes the clip', async () => {
    expect(await clipFor({ images: [inline(pngHead(500, 1000), 'image/png')] })).toMatchObject({ ratio: '9:16' });
  });
});
