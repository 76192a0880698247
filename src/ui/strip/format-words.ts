import type { ClipFacts } from '../../media/clip-facts.ts';
import type { MediaService } from '../media/media-service.ts';
import type { Film } from './film.ts';

/** Ratios by name, as width over height. */
const ratios: readonly (readonly [name: string, ratio: number])[] = [
  ['21:9', 21 / 9],
  ['16:9', 16 / 9],
  ['4:3', 4 / 3],
  ['1:1', 1],
  ['3:4', 3 / 4],
  ['9:16', 9 / 16],
];

/** "720p · 16:9 · 24 fps" of the clips that are there; "mixed" where they differ; empty where none was read. */
export function formatWords(film: Film, media: Pick<MediaService, 'factsOf'>): string {
  const facts = film.shots.flatMap(({ ref }) => (ref && media.factsOf(ref)) ?? []);
  const words = new Set(facts.map(factsWords));
  const [only] = words;
  return words.size > 1 ? 'mixed formats' : (only ?? '');
}

/** One clip's format in words. */
export function factsWords({ width, height, frameRate }: ClipFacts): string {
  const ratio = width / height;
  const named = ratios.find(([, value]) => Math.abs(value / ratio - 1) < 0.03)?.[0];
  const rate = Number.isInteger(Math.round(frameRate * 100) / 100)
    ? String(Math.round(frameRate))
    : frameRate.toFixed(2);
  return [`${Math.min(width, height)}p`, named ?? `${width}×${height}`, `${rate} fps`].join(' · ');
}
