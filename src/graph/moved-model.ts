/** Model ids that later evidence says have moved (facts/runcomfy-api.md, "The model id has moved"). */
const moved = new Map([['bytedance/seedance-v2/pro', 'bytedance/seedance-2.0/pro']]);

/** The id to offer after a definite "no such model"; sent only when a person agreed, and never part of a key. */
export function movedModel(model: string): string | undefined {
  return moved.get(model);
}
