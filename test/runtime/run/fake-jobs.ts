import { jobKeyOf } from '../../../src/graph/keys.ts';
import { hashBytes } from '../../../src/graph/hash.ts';
import { foreignAttempts } from '../../../src/runtime/jobs/foreign-attempts.ts';
import { changeSettings } from '../../../src/runtime/wire/change-settings.ts';
import { GatewayError, GatewayUnreachable, type JobClient } from '../../../src/runtime/wire/job-client.ts';
import {
  type Attempt,
  isWatchable,
  type JobRecord,
  jobRecordSchema,
  presentAttempt,
  repeatable,
} from '../../../src/runtime/wire/job-record.ts';
import { type JobOrder, jobOrderSchema, type Settings } from '../../../src/runtime/wire/messages.ts';
import { pastCosts } from '../../../src/runtime/jobs/past-costs.ts';
import { spendReport } from '../../../src/runtime/jobs/spend-report.ts';
import type { RunClock } from '../../../src/runtime/run/run-clock.ts';

/** How a job goes: the statuses it passes by itself, each for `stepMs`. */
export type Fate =
  | 'succeeds'
  | 'fails'
  | 'is rejected'
  | 'stays claimed'
  | 'stays in queue'
  | 'stays in progress'
  | 'is uncertain';

export interface FakeJobs extends JobClient {
  readonly puts: { jobKey: string; order: JobOrder; at: number; created: boolean }[];
  readonly cancels: string[];
  readonly continued: string[];
  readonly uploads: Map<string, Blob>;
  readonly downloads: string[];
  /** Attempts that were created: the charges, as long as the service accepts them. */
  readonly created: { jobKey: string; attempt: number }[];
  records: ReadonlyMap<string, JobRecord>;
  /** By title of the node; `succeeds` otherwise. */
  fates: Record<string, Fate>;
  reachable: boolean;
  /** Forgets which claims were agreed, as a new process does. */
  restart(): void;
  set(jobKey: string, change: (record: JobRecord) => JobRecord): void;
  currentSettings: Settings;
  prices: Record<string, { base_price_usd: number; price_unit: string }>;
  /** What a live generation costs, by the title of its node. */
  bills: Record<string, number>;
}

const journey = {
  succeeds: ['claimed', 'submitting', 'in_queue', 'in_progress', 'downloading', 'succeeded'],
  fails: ['claimed', 'submitting', 'in_queue', 'in_progress', 'failed'],
  'is rejected': ['claimed', 'submitting', 'rejected'],
  'stays claimed': ['claimed'],
  'stays in queue': ['claimed', 'submitting', 'in_queue'],
  'stays in progress': ['claimed', 'submitting', 'in_queue', 'in_progress'],
  'is uncertain': ['claimed', 'submitting', 'uncertain'],
} as const satisfies Record<Fate, readonly Attempt['status'][]>;

/** The owner of the jobs, in memory: checks orders as the gateway does, and moves jobs along by the clock. */
export function fakeJobs(clock: RunClock, stepMs = 600): FakeJobs {
  const records = new Map<string, JobRecord>();
  const agreed = new Set<string>();
  let seq = 0;
  const media = new Map<string, Blob>();

  const write = (record: JobRecord): JobRecord => {
    const next = jobRecordSchema.parse({ ...record, seq: ++seq });
    records.set(record.jobKey, next);
    return next;
  };
  const withAttempt = (record: JobRecord, attempt: Attempt): JobRecord =>
    write({ ...record, attempts: [...record.attempts.slice(0, -1), attempt] });

  function move(): void {
    for (const record of records.values()) {
      let present = presentAttempt(record);
      const path: readonly Attempt['status'][] = journey[jobs.fates[record.origin.title] ?? 'succeeds'];
      let at = path.indexOf(present.status);
      if (at < 0 || (present.status === 'claimed' && (!agreed.has(record.jobKey) || record.waiting))) continue;
      let current = record;
      while (at >= 0 && at < path.length - 1 && clock.now() - present.since >= stepMs) {
        const status = path[++at];
        if (status === undefined) break;
        present = attemptAt(status, present, present.since + stepMs, record.jobKey);
        const cost = record.service === 'sandbox' ? undefined : jobs.bills[record.origin.title];
        if (cost !== undefined && ['downloading', 'succeeded', 'failed'].includes(status))
          present = { ...present, cost } as Attempt;
        current = withAttempt(current, present);
      }
    }
  }

  async function call<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    if (!jobs.reachable) throw new GatewayUnreachable('no answer');
    move();
    return work();
  }
  const recordOf = (jobKey: string): JobRecord => {
    const record = records.get(jobKey);
    if (!record) throw new GatewayError('no-such-job', 'There is no such job.', '', 404);
    return record;
  };

  const jobs: FakeJobs = {
    puts: [],
    cancels: [],
    continued: [],
    uploads: media,
    downloads: [],
    created: [],
    records,
    fates: {},
    reachable: true,
    currentSettings: { acceptedModels: {}, inlineMedia: false },
    prices: {},
    bills: {},
    restart: () => agreed.clear(),
    set(jobKey, change) {
      write(change(recordOf(jobKey)));
    },
    put: (jobKey, order) =>
      call(() => {
        jobOrderSchema.parse(order);
        const { service, model, request, take, attempt, media: travels, origin, meter, quoted } = order;
        if (jobKeyOf({ service, model, request, take }) !== jobKey) throw new Error('the key is not that of the order');
        const before = records.get(jobKey);
        const present = before && presentAttempt(before);
        const begun = { n: attempt, claimedAt: clock.now(), since: clock.now() };
        const claim: Attempt = { status: 'claimed', ...begun, ...(quoted && { quoted }) };
        const created = attempt > (present?.n ?? 0);
        if (created && attempt !== (present?.n ?? 0) + 1) throw new GatewayError('attempt-conflict', 'No.', '', 409);
        if (created && present && !repeatable.has(present.status)) {
          throw new GatewayError('attempt-conflict', 'The present attempt stands.', 'Plan again.', 409);
        }
        jobs.puts.push({ jobKey, order, at: clock.now(), created });
        if (attempt === present?.n || created) agreed.add(jobKey);
        if (!created && before) return before;
        jobs.created.push({ jobKey, attempt });
        return write({
          jobKey,
          seq: 0,
          service,
          model,
          take,
          request,
          media: travels,
          origin,
          ...(meter && { meter }),
          attempts: [...(before?.attempts ?? []), claim],
        });
      }),
    known: (keys) => call(() => ({ seq, jobs: keys.flatMap((key) => records.get(key) ?? []) })),
    changes: (after) => call(() => ({ seq, jobs: [...records.values()].filter((record) => record.seq > after) })),
    history: () => call(() => ({ seq, jobs: [...records.values()] })),
    cancel: (jobKey) =>
      call(() => {
        jobs.cancels.push(jobKey);
        const record = recordOf(jobKey);
        const present = presentAttempt(record);
        const { n, claimedAt } = present;
        const since = clock.now();
        if (present.status === 'claimed') return withAttempt(record, { status: 'cancelled', n, claimedAt, since });
        if (present.status === 'in_queue') {
          const { submittedAt, requestId } = present;
          return withAttempt(record, { status: 'cancelling', n, claimedAt, since, submittedAt, requestId });
        }
        return record;
      }),
    setWatched: (jobKey, watched) =>
      call(() => {
        const record = recordOf(jobKey);
        const present = presentAttempt(record);
        if (!isWatchable(present)) throw new GatewayError('not-watchable', 'It has ended.', '', 409);
        const { unwatched: _, ...rest } = present as Extract<Attempt, { status: 'in_queue' }>;
        return withAttempt(record, watched ? rest : { ...rest, unwatched: clock.now() });
      }),
    lookAgain: () => Promise.reject(new GatewayError('nothing-missing', 'Nothing is missing.', '', 409)),
    resolve: (jobKey, resolution) =>
      call(() => {
        const record = recordOf(jobKey);
        const present = presentAttempt(record);
        if (present.status !== 'uncertain') throw new GatewayError('not-uncertain', 'It is not uncertain.', '', 409);
        const { n, claimedAt, submittedAt, failure } = present;
        const since = clock.now();
        agreed.add(jobKey);
        if (resolution.decision === 'attach') {
          const { requestId } = resolution;
          return withAttempt(record, { status: 'in_queue', n, claimedAt, since, submittedAt, requestId });
        }
        if (resolution.decision === 'not_sent') return withAttempt(record, { status: 'claimed', n, claimedAt, since });
        const abandoned: Attempt = { status: 'abandoned', n, claimedAt, since, submittedAt, failure };
        jobs.created.push({ jobKey, attempt: n + 1 });
        const next: Attempt = { status: 'claimed', n: n + 1, claimedAt: since, since };
        return write({ ...record, attempts: [...record.attempts.slice(0, -1), abandoned, next] });
      }),
    output: (jobKey, kind, n) =>
      call(() => {
        jobs.downloads.push(jobKey);
        const present = presentAttempt(recordOf(jobKey));
        const has =
          present.status === 'succeeded' && present.outputs.some((output) => output.kind === kind && output.n === n);
        if (!has) throw new GatewayError('no-such-output', 'There is no such output.', '', 404);
        return clipOf(jobKey);
      }),
    putMedia: (sha256, bytes) => call(() => void media.set(sha256, bytes)),
    media: (sha256) => call(() => media.get(sha256)),
    importJobs: (given) =>
      call(() => ({
        jobs: given.jobs.map((job) => {
          const { jobKey } = job;
          if (records.has(jobKey)) return { jobKey, became: 'known' as const };
          const last = presentAttempt(job);
          const here = last.status === 'succeeded' ? last.outputs.filter(({ sha256 }) => media.has(sha256)) : [];
          const attempts = foreignAttempts(job.attempts, here, { at: clock.now() }) ?? [];
          const made = presentAttempt(write({ ...job, seq: 0, attempts: [...attempts] })).status === 'succeeded';
          return { jobKey, became: made ? ('made' as const) : ('recorded' as const) };
        }),
      })),
    storage: () => call(() => ({ folder: '/data', free: 1, total: 2, stored: 0, clips: [] })),
    clear: () => call(() => ({ files: 0, bytes: 0 })),
    showFile: (sha256) => call(() => ({ opened: false, path: `/data/media/${sha256}` })),
    continueService: (service, { jobs: named }) =>
      call(() => {
        jobs.continued.push(service);
        const [meant, others] = [[] as JobRecord[], [] as JobRecord[]];
        for (const record of records.values()) {
          if (!record.waiting) continue;
          const { jobKey } = record;
          const isNamed = named.some((one) => one.jobKey === jobKey && one.attempt === presentAttempt(record).n);
          (isNamed ? meant : others).push(record);
        }
        for (const { waiting: _, ...rest } of meant) {
          write({ ...rest, attempts: rest.attempts.map((attempt) => ({ ...attempt, since: clock.now() })) });
        }
        const waiting = others.map((record) => ({
          jobKey: record.jobKey,
          attempt: presentAttempt(record).n,
          title: record.origin.title,
        }));
        return { waiting };
      }),
    settings: () => call(() => jobs.currentSettings),
    saveSettings: (change) => call(() => (jobs.currentSettings = changeSettings(jobs.currentSettings, change))),
    spend: (question) =>
      call(() =>
        spendReport(records.values(), {
          question,
          now: clock.now(),
          agreed: (jobKey) => agreed.has(jobKey),
          guard: [{ text: '30/min', submits: 30, used: 0 }],
          accuracy: pastCosts(records.values(), []).accuracy,
        }),
      ),
    costs: (service, kinds) =>
      call(() => {
        const own = [...records.values()].filter(
          (record) => (record.service === 'sandbox') === (service === 'sandbox'),
        );
        return pastCosts(own, kinds);
      }),
    catalogue: (_, model) => call(() => jobs.prices[model]),
    health: () => Promise.reject(new Error('nobody asks for it here')),
  };
  return jobs;
}

/** The clip of a job: bytes that name it. */
export function clipOf(jobKey: string): Blob {
  return new Blob([`clip ${jobKey}`], { type: 'video/mp4' });
}

function attemptAt(status: Attempt['status'], before: Attempt, since: number, jobKey: string): Attempt {
  const { n, claimedAt } = before;
  const submittedAt = 'submittedAt' in before && before.submittedAt !== undefined ? before.submittedAt : since;
  const requestId =
    'requestId' in before && before.requestId !== undefined ? before.requestId : `r-${jobKey.slice(0, 8)}-${n}`;
  const begun = { n, claimedAt, since, ...(before.quoted && { quoted: before.quoted }) };
  const failure = { code: 'failed', message: 'The service said no.' };
  const outputs = [
    {
      kind: 'video',
      n: 0,
      sha256: hashBytes(new TextEncoder().encode(`clip ${jobKey}`)),
      size: 1,
      mediaType: 'video/mp4',
    },
  ];
  const fields: Partial<Record<Attempt['status'], object>> = {
    submitting: { submittedAt },
    in_queue: { submittedAt, requestId, queuePosition: 3 },
    in_progress: { submittedAt, requestId },
    downloading: { submittedAt, requestId },
    succeeded: { submittedAt, requestId, outputs },
    failed: { submittedAt, requestId, failure },
    rejected: { submittedAt, failure },
    uncertain: { submittedAt, failure },
  };
  return { status, ...begun, ...fields[status] } as Attempt;
}
