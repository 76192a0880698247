import { describe, expect, it } from 'vitest';
import { createJobFeed } from '../../../src/runtime/run/job-feed.ts';
import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { virtualClock } from './virtual-clock.ts';

function record(jobKey: string, seq: number, alive = true): JobRecord {
  const attempt = { n: 1, claimedAt: 0, since: 0 };
  return {
    jobKey,
    seq,
    service: 'sandbox',
    model: 'm',
    take: 1,
    request: {},
    media: [],
    origin: { graph: '', node: '', title: '' },
    attempts: [alive ? { status: 'claimed', ...attempt } : { status: 'cancelled', ...attempt }],
  };
}

function world() {
  const clock = virtualClock();
  const held = new Map<string, JobRecord>();
  const asked: { after: number; at: number }[] = [];
  let seq = 0;
  const jobs = {
    known: async (keys: readonly string[]) => ({ seq, jobs: keys.flatMap((key) => held.get(key) ?? []) }),
    changes: async (after: number) => {
      asked.push({ after, at: clock.now() });
      return { seq, jobs: [...held.values()].filter((job) => job.seq > after) };
    },
  };
  const put = (key: string, alive = true): void => void held.set(key, record(key, ++seq, alive));
  const begin = (at: number): void => {
    held.clear();
    seq = at;
  };
  return { clock, jobs, asked, put, begin };
}

describe('the feed of jobs', () => {
  it('asks nothing while nobody listens, and by one loop however many do', async () => {
    const { clock, jobs, asked } = world();
    const feed = createJobFeed({ jobs, clock });
    await clock.pass(10_000);
    expect(asked).toHaveLength(0);
    const stops = [1, 2, 3].map(() => feed.subscribe(() => undefined));
    await clock.pass(10_000);
    expect(asked).toHaveLength(5);
    for (const stop of stops) stop();
    await clock.pass(10_000);
    expect(asked).toHaveLength(5);
  });

  it('asks often while a job is alive, and tells every change once', async () => {
    const { clock, jobs, asked, put } = world();
    const feed = createJobFeed({ jobs, clock });
    let told = 0;
    feed.subscribe(() => told++);
    put('a');
    await feed.ask(['a']);
    const before = asked.length;
    await clock.pass(5_000);
    expect(asked.length - before).toBeGreaterThanOrEqual(8);
    expect(told).toBe(1);
    put('a', false);
    await clock.pass(1_000);
    expect(told).toBe(2);
    expect(feed.records.get('a')?.attempts[0]?.status).toBe('cancelled');
  });

  it('B07 asks at once when the page is shown again', async () => {
    const { clock, jobs, asked } = world();
    let show: () => void = () => undefined;
    const feed = createJobFeed({ jobs, clock, onShown: (listener) => (show = listener) });
    feed.subscribe(() => undefined);
    await clock.pass(100);
    const before = asked.length;
    show();
    await clock.pass(1);
    expect(asked).toHaveLength(before + 1);
  });

  it('an older answer changes nothing', async () => {
    const { clock, jobs } = world();
    const feed = createJobFeed({ jobs, clock });
    feed.take(record('a', 5, false));
    feed.take(record('a', 4, true));
    expect(feed.records.get('a')?.seq).toBe(5);
  });

  it('forgets what it held when the owner has another journal', async () => {
    const { clock, jobs, put, begin } = world();
    const feed = createJobFeed({ jobs, clock });
    for (let n = 0; n < 10; n++) put('a');
    feed.subscribe(() => undefined);
    await feed.ask(['a']);
    begin(0);
    await clock.pass(3_000);
    expect(feed.records.size).toBe(0);
    put('a');
    await clock.pass(3_000);
    expect(feed.records.get('a')?.seq).toBe(1);
  });
});
