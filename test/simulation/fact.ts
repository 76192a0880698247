import type { DurableEvent } from '../../src/runtime/jobs/job-event.ts';
import type { Run } from '../../src/runtime/run/run.ts';
import type { JobRecord } from '../../src/runtime/wire/job-record.ts';
import type { Resolution } from '../../src/runtime/wire/messages.ts';

/** Where a submit goes. */
export type ServiceName = 'live' | 'sandbox';

export interface Pair {
  readonly jobKey: string;
  readonly attempt: number;
}

/** One submit that left an owner. The pair is what the disk says was about to be sent: undefined where it says nothing. */
export interface Send {
  readonly n: number;
  readonly service: ServiceName;
  readonly life: string;
  readonly prompt: string;
  readonly pair: Pair | undefined;
  /** When it left, and how far the machine's clock was from the truth then. */
  readonly at: number;
  readonly offset: number;
}

/** What the answer to a submit says for certain: it was accepted, nothing was created, or nobody knows. */
export type Verdict = 'accepted' | 'nothing' | 'doubt';

/** What truly happened in a world, whoever knows of it. Invariants are told, the code under test is not. */
export type Fact =
  /** A person said yes to a quote, or the yes came to nothing. */
  | { readonly kind: 'agreed' | 'withdrawn'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'decided'; readonly pair: Pair; readonly decision: Resolution['decision'] }
  /** A person's Continue reached the owner. */
  | {
      readonly kind: 'continued';
      readonly service: ServiceName;
      readonly life: string;
      readonly pairs: readonly Pair[];
      readonly spendGuard: boolean;
    }
  /** A process wrote into the journal, whether or not that lasts. */
  | { readonly kind: 'journal written' | 'ended'; readonly life: string }
  /** The disk keeps it, whatever happens to the process or the power. */
  | { readonly kind: 'durable'; readonly event: DurableEvent }
  | { readonly kind: 'sending'; readonly send: Send }
  | { readonly kind: 'charged'; readonly send: Send; readonly requestId: string }
  /** What a living owner heard; one that died before is in doubt. */
  | {
      readonly kind: 'answered';
      readonly send: Send;
      readonly verdict: Verdict;
      readonly stops?: 'token' | 'credit';
      /** How long the service asked to wait. */
      readonly waitMs?: number;
      readonly at: number;
      readonly offset: number;
    }
  /** A question about a request, or the wish that the service cancels it. */
  | { readonly kind: 'asked'; readonly service: ServiceName; readonly requestId: string; readonly call: string }
  /** The owner told a tab of a job. */
  | { readonly kind: 'told'; readonly tab: string; readonly record: JobRecord }
  /** A tab shows a job. */
  | { readonly kind: 'shown'; readonly tab: string; readonly record: JobRecord }
  | { readonly kind: 'run kept'; readonly run: Run }
  /** Code under test failed in a way that it should not know. */
  | { readonly kind: 'failed oddly'; readonly where: string; readonly error: string };
