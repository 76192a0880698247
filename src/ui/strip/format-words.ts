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

/** "720p · 16:9 · 24 fps" of the clips that are there; "mixed formats" where they differ; empty where none was read. */
export function formatWords(film: Film, media: Pick<MediaService, 'factsOf'>): string {
  const words = new Set(
    film.shots.flatMap(({ ref, resolution }) => {
      const facts = ref && media.factsOf(ref);
      return facts ? [factsWords(facts, resolution)] : [];
    }),
  );
  const [only] = words;
  return words.size > 1 ? 'mixed formats' : (only ?? '');
}

/** One clip's format in words: the resolution as it was asked for, where it was, since 480p is sent as 864×496. */
export function factsWords({ width, height, frameRate }: ClipFacts, asked?: string): string {
  const ratio = width / height;
  const named = ratios.find(([, value]) => Math.abs(value / ratio - 1) < 0.03)?.[0];
  const rate = Number.isInteger(Math.round(frameRate * 100) / 100)
    ? String(Math.round(frameRate))
    : frameRate.toFixed(2);
  return [asked ?? `${Math.min(width, height)}p`, named ?? `${width}×${height}`, `${rate} fps`].join(' · ');
}
