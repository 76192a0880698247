import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineNode } from '../../../src/graph/definition.ts';
import { field } from '../../../src/graph/param-field.ts';
import { parseParams } from '../../../src/graph/parse-params.ts';
import { fieldModels } from '../../../src/ui/inspector/field-model.ts';
import { fieldTrouble } from '../../../src/ui/inspector/field-trouble.ts';
import { sampleNode } from '../sample-graph.ts';

const definition = defineNode({
  type: 'Everything',
  version: 1,
  title: 'Everything',
  about: 'One param of each kind.',
  category: 'Notes',
  inputs: {},
  outputs: {},
  params: z.object({
    few: z.enum(['a', 'b']).default('a'),
    many: z.enum(['one', 'two', 'three', 'four', 'five']).default('one'),
    on: z.boolean().default(true),
    small: z.int().min(4).max(15).default(5),
    wide: z.int().min(0).max(86_400).default(600),
    open: z.int().optional(),
    ratio: z.number().min(0).max(1).default(0.5),
    text: z.string().max(9).default(''),
    asked: field(z.string().default('x'), { label: 'Asked for', control: 'lines', advanced: true }),
    unbounded: field(z.int().default(1), { label: 'Unbounded', control: 'slider' }),
    nothing_said: z.string().default(''),
  }),
  face: 'none',
  size: [10, 10],
  work: { kind: 'value', value: () => ({}) },
});

const models = (params: Record<string, string | number | boolean> = {}) =>
  new Map(fieldModels(definition, sampleNode('1', 'Everything', { params })).map((model) => [model.param, model]));

describe('the model of a field', () => {
  it.each([
    ['few', 'segments'],
    ['many', 'select'],
    ['on', 'switch'],
    ['small', 'slider'],
    ['wide', 'number'],
    ['open', 'number'],
    ['ratio', 'slider'],
    ['text', 'text'],
    ['asked', 'lines'],
  ])('draws %s as %s by its schema, or as its definition says', (param, control) => {
    expect(models().get(param)?.control).toBe(control);
  });

  it('draws a slider only where both ends are known', () => {
    expect(models().get('unbounded')?.control).toBe('number');
  });

  it('takes limits, length and step from the schema, and none from the number format', () => {
    expect(models().get('small')).toMatchObject({ min: 4, max: 15, step: 1 });
    expect(models().get('open')).not.toHaveProperty('min');
    expect(models().get('open')).not.toHaveProperty('max');
    expect(models().get('ratio')?.step).toBe(0.1);
    expect(models().get('text')?.maxLength).toBe(9);
  });

  it('goes through defaults, and keeps what is written even where it does not fit', () => {
    expect(models().get('small')).toMatchObject({ value: 5, fallback: 5, changed: false });
    expect(models({ small: 99 }).get('small')).toMatchObject({ value: 99, fallback: 5, changed: true });
    expect(models({ small: 'much' }).get('small')).toMatchObject({ value: 'much', changed: true });
    expect(models({ small: 5 }).get('small')?.changed).toBe(false);
    expect(models().get('open')).toMatchObject({ value: undefined, fallback: undefined, changed: false });
  });

  it('makes a label from a name, and says which params stand folded', () => {
    expect(models().get('nothing_said')?.words.label).toBe('nothing said');
    expect(models().get('asked')?.words.advanced).toBe(true);
  });

  it('reaches no prototype by a param that is called like one', () => {
    const node = sampleNode('1', 'Everything', { params: JSON.parse('{"__proto__": {"small": 9}}') });
    expect(fieldModels(definition, node).find(({ param }) => param === 'small')?.value).toBe(5);
  });
});

describe('what is wrong with a field', () => {
  const trouble = (param: string, value: string | number): string => {
    const node = sampleNode('1', 'Everything', { params: { [param]: value } });
    const parsed = parseParams(definition, node);
    const problem = parsed.ok ? undefined : parsed.problems[0];
    const model = models({ [param]: value }).get(param);
    if (!problem || !model) throw new Error('the schema lets this through');
    return fieldTrouble(model, problem);
  };

  it('is said in terms of what the field offers', () => {
    expect(trouble('small', 99)).toBe('It must be from 4 to 15.');
    expect(trouble('few', 'c')).toBe('“c” is none of the choices.');
    expect(trouble('small', 'much')).toBe('It must be a number.');
  });

  it('is said in full where the node itself complains', () => {
    const model = models().get('text');
    const problem = {
      code: 'refused-url',
      severity: 'error',
      place: { node: '1', param: 'text' },
      reason: 'No.',
      remedy: 'Do.',
    } as const;
    expect(model && fieldTrouble(model, problem)).toBe('No. Do.');
  });
});
