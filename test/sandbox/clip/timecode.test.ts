import { expect, test } from 'vitest';
import { cardLayout } from '../../../src/sandbox/clip/card-layout.ts';
import { colour } from '../../../src/sandbox/clip/colour.ts';
import { createPicture } from '../../../src/sandbox/clip/picture.ts';
import { allPixelSizes } from '../../../src/sandbox/clip/pixel-size.ts';
import { drawTimecode, timecodeText } from '../../../src/sandbox/clip/timecode.ts';
import { createTypeface } from '../../../src/sandbox/clip/typeface.ts';

test.each([
  [0, '00:00:00'],
  [23, '00:00:23'],
  [24, '00:01:00'],
  [1463, '01:00:23'],
])('the timecode of frame %i is %s', (frame, text) => {
  expect(timecodeText(frame, 24)).toBe(text);
});

test.each(allPixelSizes())('nothing of an earlier timecode stays behind at $width × $height', (size) => {
  const typeface = createTypeface();
  const layout = cardLayout(size);
  const ink = colour('#ffffff');
  const background = createPicture(size.width, size.height);
  const picture = createPicture(size.width, size.height);
  let before = '';
  for (const now of ['00:00:00', '00:00:11', '00:08:06', '00:09:03', '00:11:17']) {
    drawTimecode(picture, background, typeface, layout, now, before, ink);
    before = now;
  }
  const fresh = createPicture(size.width, size.height);
  drawTimecode(fresh, background, typeface, layout, before, '', ink);
  expect(Buffer.compare(picture.y, fresh.y)).toBe(0);
  expect(Buffer.compare(picture.u, fresh.u)).toBe(0);
});
