import type { JobClient } from '../../src/runtime/wire/job-client.ts';
import { jobGroupOf } from '../../src/runtime/wire/job-group.ts';
import { type Attempt, type JobRecord, presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { Clear, StoredClip } from '../../src/runtime/wire/stored-clips.ts';
import type { HistoryPage } from '../../src/runtime/wire/messages.ts';

/** A gateway that holds a list of records and answers what views ask; everything that buys or stores refuses. */
export interface FakeJobClient extends JobClient {
  /** Oldest first. */
  records: JobRecord[];
  /** Bytes by hash. */
  readonly bytes: Map<string, Blob>;
  /** Every question about the history, in order. */
  readonly asked: HistoryPage[];
  /** What stands in the data folder. */
  clips: StoredClip[];
  /** Every wish to delete, in order. */
  readonly cleared: Clear[];
  /** Whether there is one to open. */
  fileManager: boolean;
  /** Thrown instead of an answer, while set. */
  trouble: Error | undefined;
}

const refuses = (what: string) => (): Promise<never> => Promise.reject(new Error(`views never ask for ${what}`));

export function fakeJobClient(records: readonly JobRecord[] = []): FakeJobClient {
  const client: FakeJobClient = {
    records: [...records],
    bytes: new Map(),
    clips: [],
    cleared: [],
    fileManager: false,
    asked: [],
    trouble: undefined,
    async known(keys) {
      if (client.trouble) throw client.trouble;
      return { seq: 0, jobs: client.records.filter(({ jobKey }) => keys.includes(jobKey)) };
    },
    async history(page) {
      client.asked.push(page);
      if (client.trouble) throw client.trouble;
      const wanted = (page.search ?? '').toLowerCase();
      const { service, group, graph } = page;
      const found = client.records
        .filter((job) => JSON.stringify(job).toLowerCase().includes(wanted))
        .filter((job) => service === undefined || (job.service === 'sandbox') === (service === 'sandbox'))
        .filter((job) => group === undefined || jobGroupOf(presentAttempt(job), job.waiting) === group)
        .filter(({ origin }) => graph === undefined || origin.graph === graph)
        .toReversed();
      const graphs = [...new Set(client.records.map(({ origin }) => origin.graph))].filter((name) => name !== '');
      return { seq: 0, jobs: found.slice(page.offset, page.offset + page.limit), total: found.length, graphs };
    },
    media: async (sha256) => client.bytes.get(sha256),
    put: refuses('jobs'),
    changes: refuses('changes'),
    cancel: refuses('a cancel, but the editor'),
    resolve: refuses('a decision, but the editor'),
    setWatched: refuses('watching, but the editor'),
    lookAgain: refuses('a look again, but the editor'),
    output: refuses('outputs'),
    putMedia: refuses('storing'),
    importJobs: refuses('records of a project'),
    async storage() {
      if (client.trouble) throw client.trouble;
      const stored = client.clips.reduce((sum, { size }) => sum + size, 0);
      return { folder: '/data', free: 2e9, total: 10e9, stored, clips: client.clips };
    },
    async clear(wish) {
      client.cleared.push(wish);
      const gone = client.clips.filter((clip) =>
        wish.outputs.some(({ jobKey, kind, n }) => clip.jobKey === jobKey && clip.kind === kind && clip.n === n),
      );
      client.clips = client.clips.filter((clip) => !gone.includes(clip));
      return { files: gone.length, bytes: gone.reduce((sum, { size }) => sum + size, 0) };
    },
    showFile: async (sha256) => ({ opened: client.fileManager, path: `/data/media/${sha256}.mp4` }),
    continueService: refuses('going on'),
    settings: refuses('settings'),
    saveSettings: refuses('settings'),
    catalogue: refuses('the catalogue'),
    costs: refuses('costs, but the run'),
    spend: refuses('the money, but the editor'),
    health: refuses('health'),
  };
  return client;
}

/** A key that is different for every number. */
export function numberedKey(n: number): string {
  return n.toString(16).padStart(64, '0');
}

/** A record as the gateway would send it, claimed and sent one second after another. */
export function sampleJob(n: number, attempt: Attempt | readonly Attempt[], set: Partial<JobRecord> = {}): JobRecord {
  return {
    jobKey: numberedKey(n),
    seq: n,
    service: 'sandbox',
    model: 'bytedance/seedance-v2/pro',
    take: 1,
    request: { prompt: `Prompt of job ${n}` },
    media: [],
    origin: { graph: 'Night market', node: '1', title: `SH${n}` },
    attempts: Array.isArray(attempt) ? [...attempt] : [attempt as Attempt],
    ...set,
  };
}

/** When the attempts below began, in milliseconds since 1970. */
export const sampleTime = Date.UTC(2026, 4, 1, 12);

/** An attempt in each status, with the fields that status has. */
export function sampleAttempt(status: Attempt['status'], n = 1, set: Record<string, unknown> = {}): Attempt {
  const begun = { n, claimedAt: sampleTime, since: sampleTime };
  const sent = { ...begun, submittedAt: sampleTime };
  const accepted = { ...sent, requestId: `req-${n}-6f21c6f0` };
  const failure = { code: 'validation', message: 'The service refuses this.' };
  const shapes: Readonly<Record<Attempt['status'], Record<string, unknown>>> = {
    claimed: begun,
    submitting: sent,
    in_queue: accepted,
    in_progress: accepted,
    cancelling: accepted,
    downloading: accepted,
    succeeded: {
      ...accepted,
      outputs: [{ kind: 'video', n: 0, sha256: numberedKey(9), size: 1000, mediaType: 'video/mp4' }],
    },
    rejected: { ...sent, failure },
    uncertain: { ...sent, failure },
    abandoned: { ...sent, failure },
    cancelled: begun,
    failed: { ...accepted, failure },
    lost: { ...accepted, failure },
  };
  return { status, ...shapes[status], ...set } as Attempt;
}
