import type { JsonObject } from '../../graph/json.ts';
import type { OutputKind } from '../../graph/media-ref.ts';
import type { Settings } from '../wire/messages.ts';
import type { FileTurns } from './file-turns.ts';
import type { Ledger } from './ledger.ts';
import type { ByteStore, Clock, ServicePorts } from './ports.ts';
import type { ServiceGate } from './service-gate.ts';
import type { SpendLimit } from './spend-guard.ts';
import type { Stop } from './stop.ts';

/** Whether bytes are a result of the kind that was expected, and of which type. */
export type CheckMedia = (
  bytes: Uint8Array,
  kind: OutputKind,
) => { readonly ok: true; readonly mediaType: string } | { readonly ok: false; readonly reason: string };

/** One line of the log; never a token, a prompt or a whole address (security.md SEC15). */
export type Log = (line: JsonObject) => void;

/** What the effects of the job core share. */
export interface Core {
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly bytes: ByteStore;
  /** Where reference bytes are found by hash: the byte store, and the pictures shipped with the project. */
  readonly media: Pick<ByteStore, 'read'>;
  readonly files: FileTurns;
  readonly services: ReadonlyMap<string, ServicePorts>;
  readonly limits: readonly SpendLimit[];
  readonly checkMedia: CheckMedia;
  readonly log: Log;
  readonly ledger: Ledger;
  /** Jobs of which an attempt may have been bought whose claim could not be read (`replay`). */
  readonly claimLost: ReadonlySet<string>;
  readonly settings: () => Settings;
  readonly gate: (service: string) => ServiceGate;
  /** What the bucket that all reads share lets through a second. */
  readonly readsPerSecond: number;
  /** Takes one token of that bucket. */
  readonly readTurn: () => Promise<void>;
  /** Lets every job look again at what it may do. */
  readonly wakeAll: () => void;
  readonly stop: Stop;
}

/** The ports of a job's service. An owner that no longer knows the service leaves the job as it is. */
export function portsOf(core: Core, service: string): ServicePorts {
  const ports = core.services.get(service);
  if (ports === undefined) throw new UnknownService(service);
  return ports;
}

/** A job of a service that this owner is not set up for. */
export class UnknownService extends Error {
  override readonly name = 'UnknownService';
  constructor(readonly service: string) {
    super(`This owner is not set up for ${service}.`);
  }
}
