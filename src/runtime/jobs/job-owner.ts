import { isModelId } from '../runcomfy/endpoints.ts';
import { GatewayError } from '../wire/job-client.ts';
import { ended, type JobRecord } from '../wire/job-record.ts';
import { changeSettings } from '../wire/change-settings.ts';
import { type JobList, maxRates } from '../wire/messages.ts';
import { cancelOrder } from './cancel-order.ts';
import { countedSubmits } from './counted-submits.ts';
import { continueService } from './continue-service.ts';
import { takeResolution } from './take-resolution.ts';
import type { CheckMedia, Core, Log } from './core.ts';
import { clearOutputs, finishClearing } from './clear-outputs.ts';
import { createFileTurns } from './file-turns.ts';
import { createHistoryIndex } from './history-index.ts';
import { importJobs } from './import-jobs.ts';
import { attemptOf } from './job.ts';
import { createJobLoops } from './job-loops.ts';
import { createLane } from './lane.ts';
import { createLedger } from './ledger.ts';
import { lookAgain } from './look-again.ts';
import { asStorageRefusal } from './storage-refusal.ts';
import { pastCosts } from './past-costs.ts';
import { type ByteStore, type Clock, type JobOwner, type Journal, type ServicePorts, StorageError } from './ports.ts';
import { recover } from './recover.ts';
import { replay } from './replay.ts';
import { restoreOutput } from './restore-output.ts';
import { createServiceGate, type ServiceGate } from './service-gate.ts';
import { pause, settle } from './settle.ts';
import { limitUses, type SpendLimit } from './spend-guard.ts';
import { spendReport } from './spend-report.ts';
import { createStop } from './stop.ts';
import { storedClips } from './stored-clips.ts';
import { takeOrder } from './take-order.ts';
import { takeToken, tokenBucket } from './token-bucket.ts';
import { watchOrder } from './watch-order.ts';

/** What the job core runs on. Time, chance, disk and network all come from here. */
export interface JobOwnerPorts {
  readonly clock: Clock;
  /** 0 ≤ x < 1; only spreads waiting times. */
  readonly random: () => number;
  readonly journal: Journal;
  readonly bytes: ByteStore;
  /** By the service's name in a job: `sandbox`, or an origin. */
  readonly services: ReadonlyMap<string, ServicePorts>;
  readonly checkMedia: CheckMedia;
  /** Where reference bytes are found besides the byte store, such as the pictures shipped with the project. */
  readonly media: Pick<ByteStore, 'read'>;
  /** Limits of live submits (`parseSpendLimits`). */
  readonly guard: readonly SpendLimit[];
  readonly log: Log;
  /** Reads of all jobs together, a second; default 5. */
  readonly readsPerSecond?: number;
}

/**
 * Takes up the jobs of a journal and goes on with them: the one owner of a data folder (faults.md M12 is for the caller
 * to hold). Nothing is bought by starting (M11).
 */
export async function createJobOwner(ports: JobOwnerPorts): Promise<JobOwner> {
  const { clock, journal, log } = ports;
  const read = await journal.read();
  const replayed = replay(read.entries, read.wholeFrom);
  const setAside = read.setAside + replayed.setAside;
  if (setAside > 0 || read.torn) log({ event: 'journal_damaged', setAside, torn: read.torn });

  const recoveries = [...replayed.jobs.values()].map((job) =>
    recover(job, clock.now(), replayed.damaged.has(job.jobKey)),
  );
  for (const { job } of recoveries) {
    replayed.jobs.set(job.jobKey, job);
    // What a client saw of a living job may be outdated: it gets a number above all that were ever given.
    if (!ended.has(attemptOf(job).status)) replayed.seqs.delete(job.jobKey);
  }

  const stop = createStop();
  const loops = createJobLoops(() => core);
  const ledger = createLedger(replayed, { journal, clock }, (jobKey) => {
    const job = ledger.job(jobKey);
    if (job !== undefined) index.touch(job, ledger.seqOf(jobKey));
    loops.wake(jobKey);
  });
  const index = createHistoryIndex(ledger.jobs());
  let settings = replayed.settings;
  /** Changes of settings one after the other: each is made to what the one before left. */
  const changing = createLane();
  const readsPerSecond = ports.readsPerSecond ?? 5;
  let bucket = tokenBucket(readsPerSecond, clock.now());
  const gates = new Map<string, ServiceGate>();
  const core: Core = {
    clock,
    random: ports.random,
    bytes: ports.bytes,
    media: ports.media,
    files: createFileTurns(),
    services: ports.services,
    limits: ports.guard,
    checkMedia: ports.checkMedia,
    log,
    ledger,
    claimLost: replayed.claimLost,
    settings: () => settings,
    gate(service) {
      const gate = gates.get(service) ?? createServiceGate(replayed, service);
      gates.set(service, gate);
      return gate;
    },
    readsPerSecond,
    async readTurn() {
      const taken = takeToken(bucket, clock.now());
      bucket = taken.bucket;
      if (taken.waitMs > 0) await pause(core, taken.waitMs);
    },
    wakeAll: () => loops.wakeAll(),
    stop,
  };

  const settling: Promise<unknown>[] = [];
  /** Restores under way: however many ask, each is fetched once. */
  const restoring = new Map<string, Promise<void>>();
  for (const { job, event } of recoveries) {
    if (event === undefined) continue;
    log({ event: 'found_unclear', jobKey: job.jobKey });
    // On a disk that refuses, this goes on trying beside the rest: the other jobs need not wait for it.
    settling.push(settle(core, job, event));
  }
  for (const { job } of recoveries) loops.wake(job.jobKey);
  // What a person deleted while the owner before this one ended. A disk that refuses now is asked again at the next start.
  settling.push(
    finishClearing(core).catch((error: unknown) => {
      if (!(error instanceof StorageError)) throw error;
      log({ event: 'clearing_unfinished', reason: error.message });
    }),
  );

  function list(jobKeys: Iterable<string>): JobList {
    const jobs = [...jobKeys].flatMap((jobKey) => ledger.record(jobKey) ?? []);
    return { seq: ledger.seq(), jobs };
  }

  const allKeys = (): string[] => [...ledger.jobs()].map(({ jobKey }) => jobKey);
  const recordsOf = (service: string): JobRecord[] => list(allKeys()).jobs.filter((job) => job.service === service);

  function refuseWhenStopped(): void {
    if (!stop.stopped()) return;
    throw new GatewayError('stopping', 'The owner of the jobs is stopping.', 'Start it again.', 503);
  }

  return {
    setAside,
    async put(jobKey, order) {
      refuseWhenStopped();
      return takeOrder(core, jobKey, order);
    },
    known: (keys) => list(new Set(keys)),
    changes(after) {
      const changed = [...ledger.jobs()].filter(({ jobKey }) => ledger.seqOf(jobKey) > after);
      const jobs = changed
        .flatMap(({ jobKey }) => ledger.record(jobKey) ?? [])
        .sort((left, right) => left.seq - right.seq);
      return { seq: ledger.seq(), jobs };
    },
    history(asked) {
      const { jobKeys, total, graphs } = index.page(asked);
      return { ...list(jobKeys), total, graphs: [...graphs] };
    },
    async cancel(jobKey, attempt) {
      refuseWhenStopped();
      return cancelOrder(core, jobKey, attempt);
    },
    async resolve(jobKey, resolution) {
      refuseWhenStopped();
      return takeResolution(core, jobKey, resolution);
    },
    async setWatched(jobKey, watched) {
      refuseWhenStopped();
      return watchOrder(core, jobKey, watched);
    },
    async lookAgain(jobKey) {
      refuseWhenStopped();
      return lookAgain(core, jobKey);
    },
    async restore(jobKey, kind, n) {
      refuseWhenStopped();
      const which = `${jobKey} ${kind} ${n}`;
      const under = restoring.get(which) ?? restoreOutput(core, jobKey, kind, n);
      restoring.set(which, under);
      await under.finally(() => restoring.delete(which));
    },
    clips: () => storedClips(ledger.jobs()),
    async clear(wish) {
      refuseWhenStopped();
      return clearOutputs(core, wish);
    },
    async importJobs(records) {
      refuseWhenStopped();
      return importJobs(core, records);
    },
    async continueService(service, wish) {
      refuseWhenStopped();
      return continueService(core, service, wish);
    },
    costs: (service, kinds) => pastCosts(recordsOf(service), kinds),
    spend: (service, question) =>
      spendReport(list(allKeys()).jobs, {
        question,
        now: clock.now(),
        agreed: (jobKey) => ledger.job(jobKey)?.agreed === true,
        guard: limitUses(ports.guard, countedSubmits(core, service), clock.now()),
        accuracy: pastCosts(recordsOf(service), []).accuracy,
      }),
    settings: () => settings,
    async saveSettings(change) {
      refuseWhenStopped();
      if (
        !Object.entries(change.acceptedModels ?? {})
          .flat()
          .every(isModelId)
      ) {
        throw new GatewayError(
          'not-a-model',
          'An accepted model is not a model id.',
          'Choose the id that was offered.',
          422,
        );
      }
      return changing(async () => {
        const wanted = changeSettings(settings, change);
        if ((wanted.rates?.length ?? 0) > maxRates) {
          const reason = `There are ${maxRates} rates already.`;
          throw new GatewayError('too-many-rates', reason, 'Take one away that is not needed any more.', 422);
        }
        await asStorageRefusal(() => ledger.write(() => ({ kind: 'settings', at: clock.now(), settings: wanted })));
        settings = wanted;
        return settings;
      });
    },
    async stop() {
      stop.now();
      loops.wakeAll();
      await loops.ended();
      await Promise.all(settling);
    },
  };
}
