import type { JobKey } from '../../graph/keys.ts';
import type { JsonObject } from '../../graph/json.ts';
import type { OutputKind } from '../../graph/media-ref.ts';
import type { Likeness } from '../../graph/past-cost.ts';
import type { ImportResult, JobImport } from '../wire/job-import.ts';
import type { JobRecord } from '../wire/job-record.ts';
import type { SpendQuestion, SpendReport } from '../wire/spend.ts';
import type {
  Continue,
  Continued,
  Costs,
  HistoryPage,
  JobList,
  JobOrder,
  Resolution,
  Settings,
  SettingsChange,
} from '../wire/messages.ts';
import type { Clear, Cleared, StoredClip } from '../wire/stored-clips.ts';

/** Time as the job core sees it. Fakes move it by hand; `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** One request to a service. The address is absolute; the token is put in by the RunComfy client, never logged. */
export interface ServiceRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole exchange; past it the answer is `lost` (or `not_sent`, if nothing had left). */
  readonly timeoutMs: number;
  /** Bytes of the answer that are read; what is longer is cut and marked. */
  readonly maxBytes: number;
}

/**
 * What became of a request (faults.md, "Reading the answer to a submit"). `not_sent`: it failed before the connection was
 * secured, so nothing can have been created. `insecure`: bad certificate, or http to anything but loopback; nothing was
 * sent. `lost`: anything else without a whole answer; the service may have acted.
 */
export type ServiceAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body was cut: at `maxBytes`, or because the connection ended early. */
      readonly cut: boolean;
    }
  | { readonly kind: 'not_sent'; readonly reason: string }
  | { readonly kind: 'insecure'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string };

/** Sends a request once. Never follows a redirect, never sends twice, never throws for what the network does. */
export interface Transport {
  send(request: ServiceRequest, signal?: AbortSignal): Promise<ServiceAnswer>;
}

/** A result on its way in. `chunks` throws a DownloadError when the connection breaks or a limit is passed. */
export interface Download {
  readonly mediaType: string;
  /** Of the whole body in bytes, where the server said. */
  readonly length?: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Fetches results (security.md SEC09): allowed hosts only, address checked, never with the token. */
export interface Downloads {
  open(url: string, signal?: AbortSignal): Promise<Download>;
}

/**
 * Why a result could not be fetched. `refused`: the address is not allowed, no connection was made; `gone`: 403, 404, 410;
 * `broken`: anything that may go better next time; `wrong`: what came is not what a result is.
 */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  constructor(
    readonly why: 'refused' | 'gone' | 'broken' | 'wrong',
    message: string,
  ) {
    super(message);
  }
}

/** What a journal holds. */
export interface JournalReading {
  readonly entries: readonly JsonObject[];
  readonly setAside: number;
  /** Index into `entries`: from this one on nothing was set aside, so what is not written after it did not happen. */
  readonly wholeFrom: number;
  readonly torn: boolean;
}

/** The append-only record of jobs. */
export interface Journal {
  /** Resolves when the entry is on disk (fsync). Rejects with a StorageError when it is not; then nothing may be sent (M1). */
  append(entry: JsonObject): Promise<void>;
  /**
   * Every whole entry, in order. Unreadable entries are set aside and counted in `setAside`, never dropped. A torn last line
   * is set aside too, but was never acknowledged: nothing rests on it, and only `torn` tells of it.
   */
  read(): Promise<JournalReading>;
}

/** Bytes as plain files named by hash: written, fsynced, then renamed; never evicted by themselves (M8). */
export interface ByteStore {
  /**
   * Stores a stream. `check` sees the complete bytes before they count as stored, and refuses them by a reason.
   * Throws what the stream throws, a StorageError for the disk, a DownloadError('wrong') for a refusal.
   */
  put(
    chunks: AsyncIterable<Uint8Array>,
    mediaType: string,
    check: (bytes: Uint8Array) => { readonly ok: true } | { readonly ok: false; readonly reason: string },
    signal?: AbortSignal,
  ): Promise<{ readonly sha256: string; readonly size: number }>;
  /** Undefined where nobody has them. `range` is inclusive, in bytes. */
  read(sha256: string): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly mediaType: string } | undefined>;
  has(sha256: string): Promise<boolean>;
  /** Deletes bytes, because a person said so; absent ones are no error. Throws a StorageError. */
  remove(sha256: string): Promise<void>;
}

/** The disk refused: full, read-only or broken. Shown with the folder (faults.md S01, S02, S14). */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  constructor(
    readonly why: 'full' | 'read_only' | 'broken',
    message: string,
  ) {
    super(message);
  }
}

/** How the core reaches one service. */
export interface ServicePorts {
  /** Origin without a path, such as `https://model-api.runcomfy.net`; the sandbox has one of its own in process. */
  readonly base: string;
  readonly transport: Transport;
  readonly downloads: Downloads;
  /** Asked anew for every request; undefined is no token. */
  token(): Promise<string | undefined>;
  /** Whether media may go inline without anybody's consent: the sandbox takes all. */
  readonly takesAll: boolean;
}

/** The one process that owns the jobs: what gateway and command line call. Refusals are thrown as GatewayErrors. */
export interface JobOwner {
  /** How many records of the journal could not be read when it was taken up; they stay in it (faults.md S14). */
  readonly setAside: number;
  put(jobKey: JobKey, order: JobOrder): Promise<JobRecord>;
  known(keys: readonly JobKey[]): JobList;
  changes(after: number): JobList;
  /** All jobs that are meant, newest claim first, one page of them. */
  history(page: HistoryPage): JobList;
  cancel(jobKey: JobKey, attempt?: number): Promise<JobRecord>;
  resolve(jobKey: JobKey, resolution: Resolution): Promise<JobRecord>;
  /** Stops asking the service about a job that it accepted, or asks again (faults.md J06). */
  setWatched(jobKey: JobKey, watched: boolean): Promise<JobRecord>;
  /** Asks the service once more for what a job lacks, by its request id; never by a submit (faults.md J03, J10). */
  lookAgain(jobKey: JobKey): Promise<JobRecord>;
  /** Brings back the bytes of a stored result that are missing here, by its request id; never by a submit. */
  restore(jobKey: JobKey, kind: OutputKind, n: number): Promise<void>;
  /** Takes in records out of a project file, marked as foreign: nothing is asked, sent or replaced by it. */
  /** Every stored result, with its size. */
  clips(): readonly StoredClip[];
  /** Deletes files of results by hand; their records stay. */
  clear(wish: Clear): Promise<Cleared>;
  importJobs(records: JobImport): Promise<ImportResult>;
  /** After waiting for token, credit or a person: the named attempts may leave. Answers with what goes on waiting. */
  continueService(service: string, wish: Continue): Promise<Continued>;
  /** What generations of these kinds cost last on a service, and how its last quotes stood to the bill. */
  costs(service: string, kinds: readonly Likeness[]): Costs;
  /** What was spent, is running and is about to be spent, and how much of a service's spend guard is used. */
  spend(service: string, question: SpendQuestion): SpendReport;
  settings(): Settings;
  saveSettings(change: SettingsChange): Promise<Settings>;
  /** Resolves when every loop has stopped; nothing is sent afterwards. */
  stop(): Promise<void>;
}
