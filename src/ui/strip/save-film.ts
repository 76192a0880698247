import type { MediaService } from '../media/media-service.ts';
import { downloadBytes } from '../files/download.ts';
import { clipFileName, endingOf, fileName, uniqueNames } from './file-names.ts';
import type { Film } from './film.ts';

/** Saves the joined film under its title. Returns what was done, as a sentence; rejects where the bytes cannot be had. */
export async function saveFilm(film: Film, media: Pick<MediaService, 'clipOf'>): Promise<string> {
  const bytes = await (film.ref && media.clipOf(film.ref));
  if (!bytes) throw new Error('The film is not made yet.');
  const name = `${fileName(film.title, 'film')}.${endingOf(bytes.type)}`;
  downloadBytes(name, bytes);
  return `${name} was handed to the browser to be saved.`;
}

/** Saves every clip that is there, one file each. */
export async function saveClips(film: Film, media: Pick<MediaService, 'clipOf'>): Promise<string> {
  const unique = uniqueNames();
  let count = 0;
  for (const { ref, name, take } of film.shots) {
    const bytes = await (ref && media.clipOf(ref));
    if (!bytes) continue;
    downloadBytes(unique(clipFileName(name, take ?? 1, bytes.type)), bytes);
    count++;
  }
  return count === 1
    ? '1 clip was handed to the browser to be saved.'
    : `${count} clips were handed to the browser to be saved.`;
}
