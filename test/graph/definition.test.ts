import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineNode, growing, input, output } from '../../src/graph/definition.ts';
import { createRegistry } from '../../src/graph/registry.ts';
import { registryOf } from '../../src/graph/load-registry.ts';
import { field, fieldOf, paramPlaying } from '../../src/graph/param-field.ts';

const common = { version: 1, title: 'T', about: 'A.', category: 'Film', face: 'none', size: [100, 100] } as const;

/**
 * What must not compile. The compiler checks it: an error that is expected and does not come fails `npm run types`. Nothing
 * here is called.
 */
export const refusedByTheCompiler = [
  () =>
    defineNode({
      ...common,
      type: 'WrongSocket',
      // @ts-expect-error there is no such socket type
      inputs: { clip: input('VIDOE') },
      outputs: {},
      params: z.object({}),
      work: { kind: 'value', value: () => ({}) },
    }),
  () =>
    defineNode({
      ...common,
      type: 'MissingOutput',
      inputs: {},
      outputs: { text: output('TEXT') },
      params: z.object({}),
      // @ts-expect-error the output `text` is missing
      work: { kind: 'value', value: () => ({ txt: 'a' }) },
    }),
  () =>
    defineNode({
      ...common,
      type: 'WrongOutputValue',
      inputs: {},
      outputs: { image: output('IMAGE') },
      params: z.object({}),
      // @ts-expect-error an IMAGE is not a text
      work: { kind: 'value', value: () => ({ image: 'a' }) },
    }),
  () =>
    defineNode({
      ...common,
      type: 'WrongParam',
      inputs: {},
      outputs: { text: output('TEXT') },
      params: z.object({ text: z.string() }),
      // @ts-expect-error there is no param `txt`
      work: { kind: 'value', value: (params) => ({ text: params.txt }) },
    }),
  () =>
    defineNode({
      ...common,
      type: 'WrongInput',
      inputs: { shots: growing('VIDEO', { max: 3 }) },
      outputs: { video: output('VIDEO') },
      params: z.object({}),
      // @ts-expect-error there is no input `clips`
      work: { kind: 'media', op: { name: 'join', version: 1 }, media: (inputs) => ({ params: {}, of: inputs.clips }) },
    }),
  () =>
    defineNode({
      ...common,
      type: 'OptionalInput',
      inputs: { clip: input('VIDEO', { required: false }) },
      outputs: { video: output('VIDEO') },
      params: z.object({}),
      // @ts-expect-error an input that is not required may be undefined
      work: { kind: 'media', op: { name: 'join', version: 1 }, media: ({ clip }) => ({ params: {}, of: [clip.ref] }) },
    }),
];

test('a definition’s params carry the form’s words, and shared code finds a param by its part', () => {
  const definition = defineNode({
    ...common,
    type: 'Shot',
    inputs: {},
    outputs: {},
    params: z.object({
      take: field(z.int().default(1), { label: 'Take', control: 'take' }),
      other_thing: z.string().default(''),
    }),
    work: { kind: 'value', value: () => ({}) },
  });
  expect(fieldOf(definition, 'take')).toMatchObject({ label: 'Take', control: 'take' });
  expect(fieldOf(definition, 'other_thing').label).toBe('other thing');
  expect(fieldOf(definition, 'constructor').label).toBe('constructor');
  expect(paramPlaying(definition, 'take')).toBe('take');
  expect(paramPlaying(definition, 'seed')).toBeUndefined();
});

test('two definitions of one type, and a file not named like its type, are refused when the app is put together', () => {
  const node = defineNode({
    ...common,
    type: 'Shot',
    inputs: {},
    outputs: {},
    params: z.object({}),
    work: { kind: 'value', value: () => ({}) },
  });
  expect(() => createRegistry([node, node])).toThrow('Shot');
  expect(() => registryOf({ './nodes/Other.ts': { node } })).toThrow('Other');
  expect(() => registryOf({ './nodes/Shot.ts': {} })).toThrow('Shot');
  expect(registryOf({ './nodes/Shot.ts': { node } }).get('Shot')).toBe(node);
  expect(createRegistry([node]).get('constructor')).toBeUndefined();
});
