import type { GraphDocument } from '../../../src/graph/document.ts';
import { nodeOf, ownParam } from '../../../src/graph/document.ts';
import { setParam } from '../../../src/graph/edit.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nextTake } from '../../../src/runtime/run/next-take.ts';
import { addShot, builder } from '../../graph/build.ts';
import type { Chance } from '../chance.ts';

type Shape = 'one shot' | 'chain' | 'beside each other' | 'film as reference';

/** A graph that a person works on. Every prompt in a world is another one, so that what is sent can be told apart. */
export function drawGraph(name: string, chance: Chance): GraphDocument {
  const shape = chance.pick<Shape>(['one shot', 'chain', 'beside each other', 'film as reference']);
  const b = builder();
  const shot = (n: number): ReturnType<typeof addShot> => addShot(b, `${name} SH0${n}0`, `${name} shot ${n}`);
  const count = shape === 'one shot' ? 1 : chance.int(2, 3);
  const shots = Array.from({ length: count }, (_, at) => shot(at + 1));
  const film = b.add('Storyboard');
  shots.forEach(({ clip }, at) => b.link(clip, 'video', film, `shots_${at + 1}`));
  if (shape === 'chain') {
    shots.slice(1).forEach(({ generate }, at) => b.link(shots[at]?.clip ?? '', 'video', generate, 'videos_1'));
  }
  if (shape === 'film as reference') {
    // What a local operation made travels inline.
    const last = shot(9);
    b.link(film, 'video', last.generate, 'videos_1');
  }
  return b.document;
}

/** Another prompt for a shot, or another take. */
export function editGraph(document: GraphDocument, chance: Chance, n: number): GraphDocument {
  if (chance.happens(0.4)) {
    const shots = document.nodes.filter(({ type }) => type === 'SeedanceGenerate');
    return nextTake(document, nodeRegistry, chance.pick(shots).id);
  }
  const prompt = chance.pick(document.nodes.filter(({ type }) => type === 'Prompt')).id;
  const node = nodeOf(document, prompt);
  const text = node && ownParam(node.params, 'text');
  if (typeof text !== 'string') throw new Error('a prompt has a text');
  return setParam(document, prompt, 'text', `${text.replace(/ edit \d+$/, '')} edit ${n}`);
}
