import { expect, test } from 'vitest';
import { EnvironmentError, readEnvironment } from '../../../src/gateway/host/environment.ts';

test('an empty environment has every default', () => {
  const { maxSubmits, ...rest } = readEnvironment({ RUNCOMFY_TOKEN: '', PORT: '' }, '/home/ann');
  expect(rest).toEqual({
    port: 4173,
    tokenFile: '/home/ann/.shotgraph/token',
    serviceOrigin: 'https://model-api.runcomfy.net',
    dataFolder: '/home/ann/.shotgraph',
    mediaHosts: ['*.runcomfy.net', '*.runcomfy.com'],
  });
  expect(maxSubmits.map(({ text }) => text)).toEqual(['30/min', '300/day']);
});

test('what is given is read', () => {
  const given = {
    PORT: '5000',
    RUNCOMFY_TOKEN: 'abc',
    SHOTGRAPH_TOKEN_FILE: '~/secret',
    RUNCOMFY_MODEL_API_BASE: 'http://127.0.0.1:4180/',
    SHOTGRAPH_DATA_DIR: '/data',
    SHOTGRAPH_MAX_SUBMITS: '2/min,5/day',
    SHOTGRAPH_SANDBOX_SPEED: '20',
    SHOTGRAPH_MEDIA_HOSTS: 'http://127.0.0.1:5000, *.example.com',
  };
  expect(readEnvironment(given, '/home/ann')).toMatchObject({
    port: 5000,
    token: 'abc',
    tokenFile: '/home/ann/secret',
    serviceOrigin: 'http://127.0.0.1:4180',
    dataFolder: '/data',
    maxSubmits: [{ submits: 2 }, { submits: 5 }],
    sandboxSpeed: 20,
    mediaHosts: ['http://127.0.0.1:5000', '*.example.com'],
  });
});

test.each([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['RUNCOMFY_TOKEN', 'two words'],
  ['RUNCOMFY_MODEL_API_BASE', 'http://model-api.runcomfy.net'],
  ['RUNCOMFY_MODEL_API_BASE', 'https://model-api.runcomfy.net/v1'],
  ['RUNCOMFY_MODEL_API_BASE', 'https://ann:secret@model-api.runcomfy.net'],
  ['RUNCOMFY_MODEL_API_BASE', 'nonsense'],
  ['SHOTGRAPH_MAX_SUBMITS', 'many'],
  ['SHOTGRAPH_SANDBOX_SPEED', '0'],
  ['SHOTGRAPH_SANDBOX_SPEED', 'fast'],
  ['SHOTGRAPH_MEDIA_HOSTS', '*'],
  ['SHOTGRAPH_MEDIA_HOSTS', 'http://127.0.0.1:5000/path'],
])('%s=%s is one clear line that names it', (name, value) => {
  let mistakes: readonly string[] = [];
  try {
    readEnvironment({ [name]: value }, '/home/ann');
  } catch (error) {
    if (error instanceof EnvironmentError) mistakes = error.mistakes;
  }
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(new RegExp(`^${name} .*\\.$`));
});

test('SEC11 a mistake in the token does not show the token', () => {
  expect(() => readEnvironment({ RUNCOMFY_TOKEN: 'canary token' }, '/')).toThrow(/^(?!.*canary).*$/);
});
