import type { JsonObject } from '../../src/graph/json.ts';
import { jobKeyOf } from '../../src/graph/keys.ts';
import { createJobOwner } from '../../src/runtime/jobs/job-owner.ts';
import type { JobOwner, ServicePorts } from '../../src/runtime/jobs/ports.ts';
import { parseSpendLimits } from '../../src/runtime/jobs/spend-guard.ts';
import type { JobRecord } from '../../src/runtime/wire/job-record.ts';
import { presentAttempt } from '../../src/runtime/wire/job-record.ts';
import type { JobOrder } from '../../src/runtime/wire/messages.ts';
import { createFakeDownloads, type FakeDownloads } from './fake-downloads.ts';
import { createFakeService, type FakeService } from './fake-service.ts';
import { createMemoryBytes, type MemoryBytes } from './memory-bytes.ts';
import { createMemoryJournal, type MemoryJournal } from './memory-journal.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export const live = 'https://model-api.runcomfy.net';
export const model = 'bytedance/seedance-v2/pro';

/** Everything around an owner that outlives it: time, disk, services. */
export interface JobWorld {
  readonly clock: VirtualClock;
  readonly journal: MemoryJournal;
  readonly bytes: MemoryBytes;
  readonly service: FakeService;
  readonly sandbox: FakeService;
  readonly downloads: FakeDownloads;
  readonly log: JsonObject[];
  token: string | undefined;
  guard: string;
  /**
   * Starts an owner over this world. Once killed, nothing that it does has an effect or an end any more. With a crash it
   * kills itself at that act; if that is while it starts, this rejects with DiedAtStart.
   */
  life(crash?: Crash): Promise<Life>;
}

/** One owner's time on earth. */
export interface Life {
  readonly owner: JobOwner;
  /** Everything it did outside itself, in order. */
  readonly acts: readonly string[];
  dead(): boolean;
  kill(): void;
}

/** The n-th act of a life (from 0), and whether it still has its effect. */
export interface Crash {
  readonly at: number;
  readonly when: 'before' | 'after';
}

/** The owner did not live long enough to be started. */
export class DiedAtStart extends Error {
  override readonly name = 'DiedAtStart';
}

export function createJobWorld(): JobWorld {
  const clock = createVirtualClock();
  const world: JobWorld = {
    clock,
    journal: createMemoryJournal(),
    bytes: createMemoryBytes(),
    service: createFakeService(clock),
    sandbox: createFakeService(clock, 'sandbox'),
    downloads: createFakeDownloads(),
    log: [],
    token: 'token-1',
    guard: '30/min,300/day',
    async life(crash) {
      let dead = false;
      let died: () => void = () => {};
      const death = new Promise<void>((resolve) => (died = resolve));
      const acts: string[] = [];
      const never = new Promise<never>(() => {});
      const kill = () => {
        dead = true;
        died();
      };
      /** A dead process neither starts nor hears of anything. */
      const alive = async <Result>(name: string, act: () => Promise<Result>): Promise<Result> => {
        if (dead) return never;
        const counts = name !== 'sleep';
        const isLast = counts && crash?.at === acts.length;
        if (counts) acts.push(name);
        if (isLast && crash.when === 'before') kill();
        if (dead) return never;
        const result = await act().catch((error: unknown) => {
          if (dead) return never;
          throw error;
        });
        if (isLast) kill();
        return dead ? never : result;
      };
      const ports = (service: FakeService, base: string, takesAll: boolean): ServicePorts => ({
        base,
        transport: {
          send: (request, signal) =>
            alive(`send ${new URL(request.url).pathname.split('/').at(-1)}`, () => service.send(request, signal)),
        },
        downloads: { open: (url, signal) => alive('open', () => world.downloads.open(url, signal)) },
        token: async () => (takesAll ? 'sandbox' : world.token),
        takesAll,
      });
      const limits = parseSpendLimits(world.guard);
      if (limits === undefined) throw new Error(`not limits: ${world.guard}`);
      const bytes = {
        put: (...args: Parameters<MemoryBytes['put']>) => alive('store', () => world.bytes.put(...args)),
        read: (sha256: string) => alive('read bytes', () => world.bytes.read(sha256)),
        remove: (sha256: string) => alive('remove bytes', () => world.bytes.remove(sha256)),
        has: (sha256: string) => alive('has bytes', () => world.bytes.has(sha256)),
      };
      const starting = createJobOwner({
        clock: { now: () => clock.now(), sleep: (ms, signal) => alive('sleep', () => clock.sleep(ms, signal)) },
        random: () => 0.5,
        journal: {
          append: (entry) => alive(`append ${nameOf(entry)}`, () => world.journal.append(entry)),
          read: () => alive('read journal', () => world.journal.read()),
        },
        bytes,
        media: bytes,
        services: new Map([
          [live, ports(world.service, live, false)],
          ['sandbox', ports(world.sandbox, 'http://sandbox.invalid', true)],
        ]),
        checkMedia: (data, kind) =>
          new TextDecoder().decode(data.subarray(0, 3)) === 'MP4'
            ? { ok: true, mediaType: kind === 'video' ? 'video/mp4' : 'image/png' }
            : { ok: false, reason: 'not a clip' },
        guard: limits,
        log: (line) => {
          if (!dead) world.log.push(line);
        },
      });
      const owner = await Promise.race([starting, death]);
      if (owner === undefined) throw new DiedAtStart();
      return { owner, acts, dead: () => dead, kill };
    },
  };
  return world;
}

function nameOf(entry: JsonObject): string {
  const { kind, event } = entry;
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : kind;
  return typeof type === 'string' ? type : 'entry';
}

/** An order with its key. */
export function order(change: Partial<JobOrder> = {}): { readonly jobKey: string; readonly order: JobOrder } {
  const whole: JobOrder = {
    service: live,
    model,
    request: { prompt: 'a cat', duration: 5 },
    take: 1,
    attempt: 1,
    media: [],
    origin: { graph: 'storyboard', node: '3', title: 'Shot 1' },
    ...change,
  };
  const { service, take, request } = whole;
  return { jobKey: jobKeyOf({ service, model: whole.model, request, take }), order: whole };
}

/** A world that was made ready, and an owner in it that was asked for a shot. */
export async function startedWith(prepare: (world: JobWorld) => void, { jobKey, order: wanted } = order()) {
  const world = createJobWorld();
  prepare(world);
  const life = await world.life();
  await life.owner.put(jobKey, wanted);
  await world.clock.settle();
  return { world, ...life };
}

/** The record of a job, which must exist. */
export function recordOf(owner: JobOwner, jobKey: string): JobRecord {
  const record = owner.known([jobKey]).jobs[0];
  if (record === undefined) throw new Error('no such job');
  return record;
}

/** A person's Continue for every job there is. */
export async function goOn(owner: JobOwner, spendGuard = false, service = live): Promise<void> {
  const { jobs } = owner.changes(-1);
  const named = jobs.map((record) => ({ jobKey: record.jobKey, attempt: presentAttempt(record).n }));
  await owner.continueService(service, { spendGuard, jobs: named });
}

/** The status of a job's present attempt. */
export function statusOf(owner: JobOwner, jobKey: string): string {
  return presentAttempt(recordOf(owner, jobKey)).status;
}
