import { expect, test } from 'vitest';
import { foreignAttempts } from '../../../src/runtime/jobs/foreign-attempts.ts';
import type { Attempt } from '../../../src/runtime/wire/job-record.ts';

const foreign = { from: 'Night market', at: 1_000 };
const failure = { code: 'no', message: 'No.' };
const begun = { n: 1, claimedAt: 10, since: 30 };
const sent = { ...begun, submittedAt: 20 };
const known = { ...sent, requestId: 'req-1' };
const clip = { kind: 'video', n: 0, sha256: 'a'.repeat(64), size: 5, mediaType: 'video/mp4' } as const;
const picture = { ...clip, kind: 'image', sha256: 'b'.repeat(64), mediaType: 'image/png' } as const;
const elsewhere = (why: string) => ({ code: 'made-elsewhere', message: `This was made elsewhere. ${why}` });
const made: Attempt = { ...known, status: 'succeeded', outputs: [clip, picture], cost: 0.5 };

test('G18 of what was only claimed elsewhere nothing stands here', () => {
  expect(foreignAttempts([{ ...begun, status: 'claimed' }], [], foreign)).toEqual([]);
});

test.each<[Attempt]>([[{ ...sent, status: 'submitting' }], [{ ...sent, status: 'uncertain', failure }]])(
  'G18 what may have been sent elsewhere is given up: %o',
  (attempt) => {
    expect(foreignAttempts([attempt], [], foreign)).toEqual([
      {
        ...sent,
        status: 'abandoned',
        failure: elsewhere('Whether it was sent was still open when the project was saved.'),
        foreign,
      },
    ]);
  },
);

test.each<[Attempt]>([
  [{ ...known, status: 'in_queue' }],
  [{ ...known, status: 'in_progress' }],
  [{ ...known, status: 'cancelling' }],
  [{ ...known, status: 'downloading', cost: 0.5 }],
])('G18 what was under way elsewhere is lost here, and its cost is told: %o', (attempt) => {
  const cost = 'cost' in attempt ? { cost: attempt.cost } : {};
  expect(foreignAttempts([attempt], [clip], foreign)).toEqual([
    {
      ...known,
      ...cost,
      status: 'lost',
      failure: elsewhere('It was still being made when the project was saved.'),
      foreign,
    },
  ]);
});

test('G18 a clip counts where its bytes are here; what is not in the project is missing', () => {
  expect(foreignAttempts([made], [clip, picture], foreign)).toEqual([{ ...made, foreign }]);
  const really = { ...clip, size: 7 };
  expect(foreignAttempts([made], [really], foreign)).toEqual([
    {
      ...made,
      outputs: [really],
      missing: [{ kind: 'image', n: 0, reason: 'It is not in the project.' }],
      foreign,
    },
  ]);
  const lacking: Attempt = { ...made, outputs: [clip], missing: [{ kind: 'video', n: 1, reason: 'Gone.' }] };
  expect(foreignAttempts([lacking], [clip], foreign)).toEqual([{ ...lacking, foreign }]);
  expect(foreignAttempts([made], [], foreign)).toEqual([
    { ...known, cost: 0.5, status: 'lost', failure: elsewhere('Its clip is not in the project.'), foreign },
  ]);
});

test.each<[Attempt]>([
  [{ ...known, status: 'failed', failure }],
  [{ ...known, status: 'lost', failure }],
  [{ ...sent, status: 'rejected', failure }],
  [{ ...begun, status: 'cancelled' }],
])('G18 what had ended elsewhere has ended so here: %o', (attempt) => {
  expect(foreignAttempts([attempt], [clip], foreign)).toEqual([{ ...attempt, foreign }]);
});

test('no instant lies before there was a clock, or is still to come, and no quote of elsewhere counts', () => {
  const odd = { ...made, claimedAt: -5, since: 1e300, submittedAt: 2_000, quoted: { usd: 1, source: 'catalogue' } };
  expect(foreignAttempts([odd as unknown as Attempt], [clip, picture], foreign)).toEqual([
    { ...made, claimedAt: 0, since: 1_000, submittedAt: 1_000, foreign },
  ]);
});

test('attempts that cannot have followed one another are none', () => {
  const failed: Attempt = { ...known, status: 'failed', failure };
  expect(foreignAttempts([failed, { ...made, n: 2 }], [clip, picture], foreign)).toHaveLength(2);
  expect(foreignAttempts([made, { ...made, n: 2 }], [clip], foreign)).toBeUndefined();
  expect(foreignAttempts([{ ...failed, n: 2 }], [clip], foreign)).toBeUndefined();
  expect(foreignAttempts([failed, { ...made, n: 3 }], [clip], foreign)).toBeUndefined();
});
