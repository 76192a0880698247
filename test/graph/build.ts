import { addNode, connect } from '../../src/graph/edit.ts';
import { emptyDocument, type GraphDocument } from '../../src/graph/document.ts';
import type { JsonObject } from '../../src/graph/json.ts';
import { nodeRegistry } from '../../src/node-registry.ts';

export interface Builder {
  /** Adds a node of a type and returns its id. */
  add(type: string, params?: JsonObject, title?: string): string;
  /** Links `from.output` to `to.input`. */
  link(from: string, output: string, to: string, input: string): void;
  readonly document: GraphDocument;
}

/** Builds documents by the same edits that the editor makes. */
export function builder(): Builder {
  let document = emptyDocument('Test');
  return {
    add(type, params = {}, title) {
      const definition = nodeRegistry.get(type);
      if (!definition) throw new Error(`no such type: ${type}`);
      const added = addNode(document, definition, { pos: [0, 0], params, ...(title === undefined ? {} : { title }) });
      document = added.document;
      return added.id;
    },
    link(from, output, to, input) {
      document = connect(document, { node: from, output }, { node: to, input });
    },
    get document() {
      return document;
    },
  };
}

/** A shot: prompt → generation → clip. Returns the ids. */
export function addShot(b: Builder, title: string, prompt: string, params: JsonObject = {}) {
  const text = b.add('Prompt', { text: prompt });
  const generate = b.add('SeedanceGenerate', { duration: 4, resolution: '480p', ...params }, title);
  const clip = b.add('Poll');
  b.link(text, 'prompt', generate, 'prompt');
  b.link(generate, 'job', clip, 'job');
  return { text, generate, clip };
}

/** Three shots, each taking the clip before it as reference, joined to a film. */
export function threeShots() {
  const b = builder();
  const shots = [
    addShot(b, 'SH010', 'A lantern is lit.'),
    addShot(b, 'SH020', 'Extend @SH010: the lantern rises.'),
    addShot(b, 'SH030', 'Extend @SH020: the lantern is gone.'),
  ] as const;
  b.link(shots[0].clip, 'video', shots[1].generate, 'videos_1');
  b.link(shots[1].clip, 'video', shots[2].generate, 'videos_1');
  const film = b.add('Storyboard');
  shots.forEach((shot, index) => b.link(shot.clip, 'video', film, `shots_${index + 1}`));
  return { document: b.document, shots, film, builder: b };
}
