import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeGraphFile } from '../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../src/node-registry.ts';
import { addShot, builder } from '../graph/build.ts';
import { storyboard, temporaryFolder } from './command.ts';

/** The template's storyboard with shots of 4 s at 480p: three chained generations and one local picture, sooner. */
export function smallStoryboard(title = 'Small market'): string {
  return small(readFileSync(storyboard, 'utf8').replaceAll('Night market', title), `${title}.json`);
}

/** The template's one shot, small, with more words in front of its prompt. */
export function oneShot(words: string): string {
  const text = readFileSync(new URL('../../graphs/one-shot.json', import.meta.url), 'utf8');
  return small(text.replace('"A paper lantern', `"${words} A paper lantern`), 'one-shot.json');
}

/** A film called *Boat* of shots of 4 s at 480p that have nothing to do with each other. */
export function boat(...titles: readonly string[]): string {
  const b = builder();
  const film = b.add('Storyboard', {}, 'Film');
  titles.forEach((title, at) => b.link(addShot(b, title, `Boat ${title}.`).clip, 'video', film, `shots_${at + 1}`));
  return written('boat.json', writeGraphFile({ ...b.document, title: 'Boat' }, nodeRegistry));
}

/** A file of this name in a folder that goes away with the test. */
export function written(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

function small(text: string, name: string): string {
  return written(name, text.replaceAll('"720p"', '"480p"').replaceAll(/"duration": \d+/g, '"duration": 4'));
}
