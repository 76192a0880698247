import { describe, expect, test } from 'vitest';
import type { MediaRef } from '../../../src/graph/media-ref.ts';
import { inlineObstacle } from '../../../src/runtime/jobs/inline-caps.ts';
import type { Job } from '../../../src/runtime/jobs/job.ts';
import { mediaRoute, type RouteSituation, waysToSend } from '../../../src/runtime/jobs/media-route.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';
import { jobOf } from '../../fakes/job-of.ts';
import { live } from '../../fakes/job-world.ts';

const hash = 'ab'.repeat(32);
const mebibyte = 1024 * 1024;
const clip = { kind: 'video', n: 0, sha256: hash, size: 1, mediaType: 'video/mp4' } as const;
const made: Attempt = {
  status: 'succeeded',
  n: 1,
  claimedAt: 0,
  since: 0,
  submittedAt: 0,
  requestId: 'req-1',
  outputs: [clip],
};
const at = (url: string) => ({ addresses: [{ kind: 'video' as const, n: 0, url }], refused: [], readAt: 0 });
const earlier = jobOf([made], { results: at('https://files.runcomfy.net/a.mp4') });
const output: MediaRef = { jobKey: earlier.jobKey, kind: 'video', n: 0 };

const route = (ref: MediaRef, change: Partial<RouteSituation> = {}, job: Job | undefined = undefined) =>
  mediaRoute(ref, {
    service: live,
    takesAll: false,
    inlineAgreed: false,
    travel: undefined,
    jobOf: (jobKey) => (jobKey === job?.jobKey ? job : undefined),
    ...change,
  });
const nowhere = (code: string, reason: string, remedy = waysToSend) => ({
  by: 'nothing',
  problem: { code, reason, remedy },
});

test('what can be done about a medium that cannot be sent is said in one sentence', () => {
  expect(waysToSend).toBe(
    'Give it a public https address, use the clip of an earlier job on the same service, or agree to send local media inline.',
  );
});

describe('a typed address', () => {
  test('goes as it is where everybody can read it', () => {
    const url = 'https://example.org/a.mp4';
    expect(route({ url })).toEqual({ by: 'url', url });
    expect(route({ url }, { takesAll: true })).toEqual({ by: 'url', url });
  });

  test.each(['http://example.org/a.mp4', 'ftp://a/b', 'https://me@example.org/', 'https://:pw@example.org/', 'a.mp4'])(
    'reaches no live service as %s',
    (url) => {
      expect(route({ url })).toEqual(
        nowhere('needs-public-url', `The address "${url}" is not a public https address.`),
      );
    },
  );

  test('may be plain http for the sandbox, and nothing else', () => {
    const url = 'http://127.0.0.1/a.mp4';
    expect(route({ url }, { takesAll: true })).toEqual({ by: 'url', url });
    for (const other of ['file:///a.mp4', 'a.mp4', 'https://me@example.org/'])
      expect(route({ url: other }, { takesAll: true })).toMatchObject({ by: 'nothing' });
  });

  test('is cut where it is told', () => {
    const url = `ftp://${'x'.repeat(200)}`;
    expect(route({ url })).toEqual(
      nowhere('needs-public-url', `The address "ftp://${'x'.repeat(94)}" is not a public https address.`),
    );
  });
});

describe('a local medium', () => {
  test('goes inline to the sandbox, and to a live service once that was agreed to', () => {
    expect(route({ sha256: hash }, { takesAll: true })).toEqual({ by: 'inline', sha256: hash });
    expect(route({ sha256: hash }, { inlineAgreed: true })).toEqual({ by: 'inline', sha256: hash });
    expect(route({ sha256: hash })).toEqual(nowhere('needs-public-url', 'A local medium cannot reach the service.'));
  });

  test('that an operation makes goes by the bytes that were handed over', () => {
    const ref: MediaRef = { op: 'frame', version: 1, params: {}, of: [] };
    const travel = { ref, travels: 'inline', sha256: hash } as const;
    expect(route(ref, { takesAll: true, travel })).toEqual({ by: 'inline', sha256: hash });
    expect(route(ref, { takesAll: true })).toEqual(
      nowhere(
        'missing-file',
        'The result of a local operation was not handed over.',
        'Run again: the operation is then done anew.',
      ),
    );
  });
});

describe('the clip of an earlier job', () => {
  test('goes by its address on the same service, inline only as a way out that was agreed to', () => {
    expect(route(output, {}, earlier)).toEqual({ by: 'result', ref: output, otherwise: undefined });
    expect(route(output, { inlineAgreed: true }, earlier)).toEqual({ by: 'result', ref: output, otherwise: hash });
    expect(route(output, { takesAll: true }, earlier)).toEqual({ by: 'result', ref: output, otherwise: hash });
  });

  test('goes inline where a person wished so, and that was agreed to', () => {
    const travel = { ref: output, travels: 'inline' } as const;
    expect(route(output, { travel, inlineAgreed: true }, earlier)).toEqual({ by: 'inline', sha256: hash });
    expect(route(output, { travel }, earlier)).toMatchObject({ by: 'result' });
  });

  test.each([
    ['made on another service', jobOf([made], { ...earlier, service: 'sandbox' })],
    ['whose addresses are not known', jobOf([made])],
    ['of which another output has an address', jobOf([made], { results: { ...at(''), addresses: [] } })],
  ])('%s goes inline or not at all', (_, job) => {
    expect(route(output, { inlineAgreed: true }, job)).toEqual({ by: 'inline', sha256: hash });
    expect(route(output, {}, job)).toEqual(
      nowhere('needs-public-url', 'A clip made on another service cannot reach this one.'),
    );
  });

  test('that has no result, or not that one, is missing', () => {
    const none = nowhere(
      'missing-input',
      'The job whose clip this needs has no result.',
      'Run the shot before it first.',
    );
    expect(route(output)).toEqual(none);
    const queued = jobOf([{ ...made, status: 'in_queue' } as Attempt], { results: earlier.results });
    expect(route(output, {}, queued)).toEqual(none);
    expect(route({ ...output, n: 2 } as MediaRef, {}, earlier)).toEqual(
      nowhere('missing-input', 'The job made no video number 3.', 'Use an output that exists.'),
    );
    expect(route({ ...output, kind: 'image' } as MediaRef, {}, earlier)).toEqual(
      nowhere('missing-input', 'The job made no image number 1.', 'Use an output that exists.'),
    );
  });
});

describe('bytes that go inline', () => {
  test.each([
    ['image/png', 6],
    ['video/mp4', 32],
    ['audio/wav', 16],
  ])('%s: up to %i MiB', (mediaType, mebibytes) => {
    expect(inlineObstacle(mediaType, mebibytes * mebibyte)).toBeUndefined();
    expect(inlineObstacle(mediaType, (mebibytes + 0.5) * mebibyte)).toBe(
      `A medium of ${mebibytes}.5 MiB is larger than the ${mebibytes} MiB that can be sent inline.`,
    );
  });

  test('are of a kind that the service takes', () => {
    expect(inlineObstacle('text/image/png', 1)).toBe('Media of the type text/image/png cannot be sent inline.');
  });
});
