import type { JobKey } from '../../graph/keys.ts';
import type { OutputKind } from '../../graph/media-ref.ts';
import type { Likeness } from '../../graph/past-cost.ts';
import type { ImportResult, JobImport } from './job-import.ts';
import type { JobRecord } from './job-record.ts';
import type { Clear, Cleared, ShownFile, Storage } from './stored-clips.ts';
import type { SpendQuestion, SpendReport } from './spend.ts';
import type {
  CatalogueEntry,
  Continue,
  Continued,
  Costs,
  Health,
  HistoryPage,
  JobList,
  JobOrder,
  Resolution,
  Settings,
  SettingsChange,
} from './messages.ts';

/** `sandbox`, or `live`: the configured API origin. */
export type ServicePath = 'sandbox' | 'live';

/**
 * What a run and an interface may ask of the process that owns the jobs. Over HTTP in the browser, in process on the
 * command line. A refusal is thrown as a GatewayError; a call that got no answer as a GatewayUnreachable.
 */
export interface JobClient {
  /** Creates the job, or joins it; answers with the record as it now stands. Safe to repeat: an equal order joins. */
  put(jobKey: JobKey, order: JobOrder): Promise<JobRecord>;
  known(keys: readonly JobKey[]): Promise<JobList>;
  /** Jobs that changed after a sequence number. */
  changes(after: number, signal?: AbortSignal): Promise<JobList>;
  /** All jobs, newest first, paged and searched. */
  history(page: HistoryPage): Promise<JobList>;
  /** `attempt` is the one that the person saw: another one is refused with 409. */
  cancel(jobKey: JobKey, attempt?: number): Promise<JobRecord>;
  resolve(jobKey: JobKey, resolution: Resolution): Promise<JobRecord>;
  /** Stops asking about a job that does not end, or asks again. Safe to repeat; nothing is sent or cancelled by it. */
  setWatched(jobKey: JobKey, watched: boolean): Promise<JobRecord>;
  /** Asks once more for what a job lacks, by its request id; nothing is bought. Refused where it is still not to be had. */
  lookAgain(jobKey: JobKey): Promise<JobRecord>;
  output(jobKey: JobKey, kind: OutputKind, n: number, signal?: AbortSignal): Promise<Blob>;
  /** Stores bytes under their hash; the owner recomputes it. */
  putMedia(sha256: string, bytes: Blob): Promise<void>;
  /** Bytes by hash: local references, and the pictures shipped with the project. Undefined where nobody has them. */
  media(sha256: string, signal?: AbortSignal): Promise<Blob | undefined>;
  /** The data folder in bytes, and every stored result. */
  storage(): Promise<Storage>;
  /** Deletes the files of results by hand; their records stay. Refused where a consent is missing. */
  clear(wish: Clear): Promise<Cleared>;
  /** Opens the system's file manager at a stored file; where there is none, it says where the file lies. */
  showFile(sha256: string): Promise<ShownFile>;
  /** Takes in records out of a project file, marked as foreign (docs/decisions/foreign-records.md). */
  importJobs(records: JobImport): Promise<ImportResult>;
  /** After a new token or credit, for the attempts that are named; the spend guard is lifted only where the wish says so. */
  continueService(service: ServicePath, wish: Continue): Promise<Continued>;
  settings(): Promise<Settings>;
  /** Changes what is named and answers with all of it. */
  saveSettings(change: SettingsChange): Promise<Settings>;
  /** Undefined where the catalogue cannot be asked (no token, unknown model). */
  catalogue(service: ServicePath, model: string): Promise<CatalogueEntry | undefined>;
  /** What generations of these kinds cost last, and how the last quotes stood to the bill. */
  costs(service: ServicePath, kinds: readonly Likeness[]): Promise<Costs>;
  /** Live money: spent, running and about to be spent, and the spend guard. */
  spend(question: SpendQuestion): Promise<SpendReport>;
  health(): Promise<Health>;
}

/** The owner of the jobs said no, with a reason. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  constructor(
    readonly code: string,
    readonly reason: string,
    readonly remedy: string,
    readonly httpStatus: number,
  ) {
    super(`${reason} ${remedy}`.trim());
  }
}

/** No answer from the owner of the jobs: not running, or unreachable. Nothing is known of what it did. */
export class GatewayUnreachable extends Error {
  override readonly name = 'GatewayUnreachable';
}
