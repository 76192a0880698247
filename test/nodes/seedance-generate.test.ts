import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isGrowing } from '../../src/graph/definition.ts';
import { fieldOf } from '../../src/graph/param-field.ts';
import { node as generate } from '../../src/nodes/SeedanceGenerate.ts';
import { examplePrompt, node as prompt } from '../../src/nodes/Prompt.ts';

interface Property {
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly default?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}
const schema = JSON.parse(
  readFileSync(new URL('../../src/sandbox/seedance-v2-pro.input-schema.json', import.meta.url), 'utf8'),
) as { readonly properties: Readonly<Record<string, Property>>; readonly required: readonly string[] };
const own = z.toJSONSchema(generate.params, { io: 'input' }) as unknown as {
  readonly properties: Readonly<Record<string, Property>>;
};

describe('SeedanceGenerate and the model’s input schema', () => {
  test('every property of the schema is an input or a param, ten in all, and nothing is left over', () => {
    const names = [...Object.keys(generate.inputs), ...Object.keys(generate.params.shape)];
    expect(Object.keys(schema.properties)).toHaveLength(10);
    // Ours alone: which model, which take, and what happens to the seed.
    expect(names.filter((name) => !['model', 'take', 'seed_control'].includes(name)).sort()).toEqual(
      Object.keys(schema.properties).sort(),
    );
  });

  test.each(Object.entries(schema.properties))('%s has the schema’s limits, default and texts', (name, property) => {
    const input = Object.hasOwn(generate.inputs, name) ? generate.inputs[name] : undefined;
    if (input) {
      expect(input.label).toBe(property.title);
      expect(input.help).toBe(property.description.trim());
      if (isGrowing(input)) expect(input).toMatchObject({ max: property.maxItems, min: 0 });
      else expect(input.required).toBe(schema.required.includes(name));
      return;
    }
    const param = own.properties[name];
    expect(fieldOf(generate, name).label).toBe(property.title);
    expect(fieldOf(generate, name).help ?? '').toBe(property.description.trim());
    expect(param?.type).toBe(property.type);
    expect(param?.default).toEqual(property.default);
    expect(param?.enum).toEqual(property.enum);
    // An integer without limits is bounded by what JavaScript can hold.
    expect(param?.minimum).toBe(
      property.minimum ?? (property.type === 'integer' ? Number.MIN_SAFE_INTEGER : undefined),
    );
    expect(param?.maximum).toBe(
      property.maximum ?? (property.type === 'integer' ? Number.MAX_SAFE_INTEGER : undefined),
    );
  });

  test('the schema’s default prompt is shown as an example and never bought by itself', () => {
    expect(examplePrompt).toBe(schema.properties['prompt']?.default);
    expect(fieldOf(prompt, 'text').placeholder).toBe(examplePrompt);
    expect(prompt.params.parse({})).toEqual({ text: '' });
  });
});
