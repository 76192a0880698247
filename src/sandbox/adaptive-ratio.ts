import { imageSize } from '../media/image-size.ts';
import { clipRatios, type ClipRatio } from './clip-request.ts';
import { readDataUrl } from './data-url.ts';

/** Enough for the size of nearly every picture; a JPEG with a large colour profile in front needs all of it. */
const usualHeadBytes = 64 * 1024;

/** The ratio the sandbox chooses for `adaptive`: closest to the first inline image, 16:9 without one. Nothing is fetched. */
export function adaptiveRatio(images: readonly string[]): ClipRatio {
  const first = images[0];
  const inline = first === undefined ? undefined : readDataUrl(first);
  if (inline === undefined) return '16:9';
  for (const count of [usualHeadBytes, inline.size]) {
    const bytes = inline.head(count);
    const size = bytes && imageSize(bytes);
    if (size) return closestRatio(size.width, size.height);
  }
  return '16:9';
}

/** The ratio closest to a size in pixels, by factor: 2:1 is as far from 1:1 as 1:2 is. */
export function closestRatio(width: number, height: number): ClipRatio {
  const wanted = Math.log(width / height);
  const distance = (ratio: ClipRatio): number => {
    const [w = 1, h = 1] = ratio.split(':').map(Number);
    return Math.abs(Math.log(w / h) - wanted);
  };
  return clipRatios.reduce((best, ratio) => (distance(ratio) < distance(best) ? ratio : best));
}
