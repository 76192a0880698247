import type { NamedOperation, Operations } from '../../../src/runtime/run/operations.ts';
import { madeFile } from '../made-file.ts';

/** A join whose film is the bytes of its clips, in order. */
export const simJoin: NamedOperation = {
  name: 'join',
  version: 1,
  run(inputs) {
    const clips = inputs.map(({ bytes }) => new TextDecoder().decode(bytes));
    return Promise.resolve({
      bytes: madeFile('video', clips.join('|')),
      mediaType: 'video/mp4',
      duration: inputs.length,
    });
  },
};

export const simOperations: Operations = { join: simJoin };
