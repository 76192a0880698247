import { describe, expect, test } from 'vitest';
import { chargeWords } from '../../../src/runtime/run/charge-words.ts';
import { chargeOf } from '../../../src/runtime/wire/charge.ts';
import { refusalCause } from '../../../src/runtime/run/refusal-cause.ts';
import { refusalWords } from '../../../src/runtime/run/refusal-words.ts';
import { saidWords, sentenceOf, serviceWords } from '../../../src/runtime/run/service-words.ts';
import { attemptSchema, type Attempt, type JobStatus } from '../../../src/runtime/wire/job-record.ts';

const live = 'https://model-api.runcomfy.net';
const begun = { n: 1, claimedAt: 1, since: 1 };
const sent = { ...begun, submittedAt: 1 };
const accepted = { ...sent, requestId: 'req-1' };
const failure = { code: 'failed', message: 'no' };
const attempt = (status: JobStatus, fields: object): Attempt => attemptSchema.parse({ status, ...fields });
const words = (one: Attempt, service = live): string | undefined => {
  const charge = chargeOf(one, service);
  return charge && chargeWords(charge);
};

describe('what an attempt that ended was billed', () => {
  test.each([
    ['claimed', begun, 'not billed'],
    ['rejected', { ...sent, failure }, 'not billed'],
    ['failed', { ...accepted, failure, cost: 0.42 }, 'billed $0.42'],
    ['failed', { ...accepted, failure, cost: 0 }, 'not billed'],
    ['failed', { ...accepted, failure }, 'billed or not: unknown'],
    ['lost', { ...accepted, failure, cost: 0.75 }, 'billed $0.75'],
    ['lost', { ...accepted, failure }, 'billed or not: unknown'],
    ['uncertain', { ...sent, failure }, 'billed or not: unknown'],
    ['abandoned', { ...sent, failure }, 'billed or not: unknown'],
    ['cancelled', begun, 'not billed'],
    ['cancelled', { ...sent, requestId: 'req-1' }, 'billed or not: unknown'],
  ] as const)('J05 H01 %s with %j', (status, fields, said) => {
    expect(words(attempt(status, fields))).toBe(said);
  });

  test('nothing is said while it is under way, and a rehearsal is never billed', () => {
    expect(chargeOf(attempt('in_progress', accepted), live)).toBeUndefined();
    expect(chargeOf(attempt('submitting', sent), 'sandbox')).toBeUndefined();
    expect(words(attempt('failed', { ...accepted, failure, cost: 0.42 }), 'sandbox')).toBe('not billed');
    expect(words(attempt('uncertain', { ...sent, failure }), 'sandbox')).toBe('not billed');
  });
});

describe('the likely cause of a refusal', () => {
  const causeOf = (message: string, code = 'refused') => refusalCause({ code, message })?.name;

  test.each([
    ['face', 'InputImageSensitiveContentDetected.PrivacyInformation'],
    ['face', 'The request failed because the input video may contain real person. Request id: 0217'],
    ['copyright', 'InputTextSensitiveContentDetected.PolicyViolation'],
    ['copyright', 'The request failed because the output video may be related to copyright restrictions.'],
    ['sound', '{"code":"OutputAudioSensitiveContentDetected","message":"The request failed"}'],
    ['reference-sound', 'InputAudioSensitiveContentDetected'],
    ['prompt', 'The request failed because the input text may contain sensitive information.'],
    ['prompt', 'InputTextRiskDetection: The request could not be processed'],
    ['reference-content', 'InputImageSensitiveContentDetected: refused'],
    ['result', 'OutputVideoSensitiveContentDetected'],
    ['content', 'SensitiveContentDetected.SevereViolation'],
    ['content', 'content_policy_violation'],
    ['reference-unreachable', 'InvalidParameter: failed to download the image from images[0]'],
    ['reference-length', 'the video duration must be between 2 and 15 seconds'],
    ['reference-size', 'The image width 200 must be at least 300'],
    ['reference-format', 'Unsupported image format: svg'],
    ['credit', 'Insufficient balance'],
    ['service', '{"code":"InternalServiceError","message":"The service encountered an unexpected internal error."}'],
  ])('H01 J05 %s is read from %j', (cause, message) => {
    expect(causeOf(message)).toBe(cause);
    expect(causeOf(message, 'failed')).toBe(cause);
  });

  test.each([
    'The generation failed.',
    'Cannot make "a real person with a famous face sings, and the sound of a copyright lawyer"',
    'prompt: a sensitive portrait, duration of the video of her life',
    '',
    'bad request',
  ])('is not guessed from %j', (message) => {
    expect(causeOf(message)).toBeUndefined();
    expect(refusalWords({ code: 'refused', message })).toBe(message === '' ? 'refused' : message);
  });

  test.each([
    ['H05', 'model-not-found', 'does not know the model'],
    ['H04', 'forbidden', 'The token is good, but it may not use this model.'],
    ['H07', 'conflict', 'conflicts with something else'],
    ['H08', 'too-large', 'too large'],
    ['H09', 'validation', 'does not accept a setting'],
    ['H23', 'redirect', 'never followed'],
    ['H29', 'insecure', 'not secure'],
    ['J03', 'no-output', 'names no clip'],
    ['J10', 'file-gone', 'its file was gone'],
    ['J11', 'wrong-type', 'is no clip'],
    ['J16', 'address-refused', 'from which nothing is fetched'],
  ])('%s the code %s needs no reading', (_, code, said) => {
    expect(refusalCause({ code, message: 'anything' })).toMatchObject({ name: code });
    expect(refusalWords({ code, message: 'anything' })).toContain(said);
  });

  test('H09 a message about one field tells the cause as well', () => {
    const fields = [{ field: 'images.0', message: 'InputImageSensitiveContentDetected.PrivacyInformation' }];
    expect(refusalCause({ code: 'validation', message: 'invalid', fields })).toMatchObject({ name: 'face' });
  });
});

test('H09 a list of fields that have their messages says nothing more', () => {
  const fields = [{ field: 'duration', message: 'too long' }];
  const message = '[{"loc":["body","duration"],"msg":"too long"}]';
  expect(saidWords({ code: 'validation', message, fields })).toBe('');
  expect(saidWords({ code: 'validation', message })).toBe(message);
  expect(saidWords({ code: 'validation', message: 'Look at it.', fields })).toBe('Look at it.');
});

test('SEC32 an error that came as JSON is read as code and sentence, everything else as it is', () => {
  expect(serviceWords('{"code":"X1","message":"No."}')).toBe('X1: No.');
  expect(serviceWords('{"message":"No."}')).toBe('No.');
  for (const text of ['{"reason":"x"}', '{"message":', '<b>x</b>', '[1]', '']) expect(serviceWords(text)).toBe(text);
});

test.each([
  ['InputImageSensitiveContentDetected.PrivacyInformation: The request failed.', 'The request failed.'],
  ['OutputAudioSensitiveContentDetected: no', 'no'],
  ['InvalidParameter: failed to download', 'failed to download'],
  ['InputTextSensitiveContentDetected', 'InputTextSensitiveContentDetected'],
  ['Sorry: it is closed.', 'Sorry: it is closed.'],
  ['no cats: none', 'no cats: none'],
])('what was said without the code before it: %s', (said, sentence) => {
  expect(sentenceOf(said)).toBe(sentence);
});
