import { writeGraphFile } from '../../../src/graph/file/write-graph-file.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { addShot, builder } from '../../graph/build.ts';

/** A small graph that can be rehearsed, as the text of a file. */
export function oneShot(title = 'Test', prompt = 'A lantern.'): string {
  const b = builder();
  const shot = addShot(b, 'SH010', prompt);
  const film = b.add('Storyboard');
  b.link(shot.clip, 'video', film, 'shots_1');
  return writeGraphFile({ ...b.document, title }, nodeRegistry);
}
