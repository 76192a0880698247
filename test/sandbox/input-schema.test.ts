import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/graph/json.ts';
import { seedanceInput } from '../../src/sandbox/catalogue.ts';
import { inputIssues, inputSchemaSchema, withDefaults } from '../../src/sandbox/input-schema.ts';
import { model, testbed } from './testbed.ts';

const url = 'https://example.com/a.png';
const issuesOf = (body: JsonObject): unknown[] =>
  inputIssues(seedanceInput, { prompt: 'a', ...body }).map(({ loc, msg }) => [loc.join('.'), msg]);

describe('the input schema of Seedance 2.0 Pro', () => {
  test.each<[string, JsonObject]>([
    ['the smallest body', {}],
    ['an empty prompt', { prompt: '' }],
    [
      'every field at once',
      {
        images: [url],
        videos: [url],
        audios: [url],
        aspect_ratio: '21:9',
        duration: 15,
        resolution: '1080p',
        generate_audio: false,
        seed: -1,
        tools: true,
      },
    ],
    ['as many references as allowed', { images: Array<string>(9).fill(url), videos: Array<string>(3).fill(url) }],
    ['the shortest clip', { duration: 4 }],
    ['an inline picture', { images: ['data:image/png;base64,AAAA'] }],
    ['a plain http address', { videos: ['http://127.0.0.1:5000/outputs/x/0.mp4'] }],
    ['fields nobody knows', { nobody: { knows: [1] } }],
  ])('takes %s', (_, body) => {
    expect(issuesOf(body)).toEqual([]);
  });

  test.each<[string, JsonObject, string, string]>([
    ['a prompt that is a number', { prompt: 1 }, 'body.prompt', 'value is not a valid string'],
    ['a prompt that is null', { prompt: null }, 'body.prompt', 'value is not a valid string'],
    ['ten images', { images: Array<string>(10).fill(url) }, 'body.images', 'ensure this value has at most 9 items'],
    ['four videos', { videos: Array<string>(4).fill(url) }, 'body.videos', 'ensure this value has at most 3 items'],
    ['four audios', { audios: Array<string>(4).fill(url) }, 'body.audios', 'ensure this value has at most 3 items'],
    ['images that are one address', { images: url }, 'body.images', 'value is not a valid list'],
    ['videos that are an object', { videos: {} }, 'body.videos', 'value is not a valid list'],
    ['audios that are null', { audios: null }, 'body.audios', 'value is not a valid list'],
    ['an image that is a number', { images: [url, 2] }, 'body.images.1', 'value is not a valid string'],
    ['an image that is no address', { images: ['hero.png'] }, 'body.images.0', 'value is not a valid URL'],
    ['a video on this machine', { videos: ['file:///a.mp4'] }, 'body.videos.0', 'value is not a valid URL'],
    ['an audio that is a script', { audios: ['javascript:alert(1)'] }, 'body.audios.0', 'value is not a valid URL'],
    ['a broken data: URL', { images: ['data:image/png'] }, 'body.images.0', 'value is not a valid URL'],
    ['a clip of 3 s', { duration: 3 }, 'body.duration', 'ensure this value is greater than or equal to 4'],
    ['a clip of 16 s', { duration: 16 }, 'body.duration', 'ensure this value is less than or equal to 15'],
    ['a clip of 5.5 s', { duration: 5.5 }, 'body.duration', 'value is not a valid integer'],
    ['a duration as text', { duration: '5' }, 'body.duration', 'value is not a valid integer'],
    ['a seed with a fraction', { seed: 0.5 }, 'body.seed', 'value is not a valid integer'],
    ['a seed as text', { seed: '1' }, 'body.seed', 'value is not a valid integer'],
    ['sound as a word', { generate_audio: 'true' }, 'body.generate_audio', 'value is not a valid boolean'],
    ['tools as a list', { tools: ['web_search'] }, 'body.tools', 'value is not a valid boolean'],
    ['a resolution of 4k', { resolution: '4k' }, 'body.resolution', 'value is not one of: 480p, 720p, 1080p'],
    ['a resolution as a number', { resolution: 720 }, 'body.resolution', 'value is not a valid string'],
    [
      'a ratio of 2:1',
      { aspect_ratio: '2:1' },
      'body.aspect_ratio',
      'value is not one of: adaptive, 16:9, 9:16, 4:3, 3:4, 1:1, 21:9',
    ],
  ])('refuses %s', (_, body, field, message) => {
    expect(issuesOf(body)).toEqual([[field, message]]);
  });

  test('every field of the schema is refused at least once above', () => {
    const everyFieldWrong = Object.fromEntries(Object.keys(seedanceInput.properties).map((name) => [name, null]));
    expect(issuesOf(everyFieldWrong).map((issue) => (issue as string[])[0])).toEqual(
      Object.keys(seedanceInput.properties).map((name) => `body.${name}`),
    );
  });

  test('a body that is no object is refused as a whole', () => {
    for (const body of [null, [], 'a', 1]) {
      expect(inputIssues(seedanceInput, body)).toEqual([{ loc: ['body'], msg: 'value is not a valid object' }]);
    }
  });

  test('a field of the prototype is not one of the body', () => {
    const schema = inputSchemaSchema.parse({
      type: 'object',
      required: ['toString'],
      properties: { constructor: { type: 'string' } },
    });
    expect(inputIssues(schema, {})).toEqual([{ loc: ['body', 'toString'], msg: 'field required' }]);
  });

  test('a keyword nobody reads is refused rather than ignored', () => {
    const schema = { type: 'object', required: [], properties: { a: { type: 'string', pattern: 'x' } } };
    expect(inputSchemaSchema.safeParse(schema).success).toBe(false);
  });

  test('defaults fill absent fields, and unknown ones go', () => {
    expect(withDefaults(seedanceInput, { prompt: 'a', duration: 9, nobody: 1 })).toEqual({
      prompt: 'a',
      aspect_ratio: 'adaptive',
      duration: 9,
      resolution: '720p',
      generate_audio: true,
      tools: false,
    });
  });
});

test('H09 over the API every wrong field is named in a 422, and nothing is charged', async () => {
  const bed = testbed();
  const answer = await bed.post(`/v1/models/${model}`, { images: [1], duration: 3 });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toEqual({
    detail: [
      { loc: ['body', 'prompt'], msg: 'field required' },
      { loc: ['body', 'images', 0], msg: 'value is not a valid string' },
      { loc: ['body', 'duration'], msg: 'ensure this value is greater than or equal to 4' },
    ],
  });
  expect(bed.sandbox.charges()).toEqual([]);
});
