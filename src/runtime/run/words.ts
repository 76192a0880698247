import type { JobKey } from '../../graph/keys.ts';
import { type Attempt, foreignOf, isUnwatched, type JobRecord, type Waiting } from '../wire/job-record.ts';
import type { NodeState } from './node-states.ts';
import { cancelledWords } from './cancel-outcome.ts';
import type { PauseReason, Run } from './run.ts';

/** Elapsed time as `0:40`, `1:12`, `1:02:03`. A clock that jumped back gives `0:00` (B12). */
export function elapsedWords(fromMs: number, nowMs: number): string {
  const seconds = Math.max(0, Math.floor((nowMs - fromMs) / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A node's state in words that say the money (design.md, Interface). Empty where there is nothing to say. */
export function stateWords(node: NodeState, now: number): string {
  const edited = node.editedSince ? 'edited since' : '';
  const main = mainWords(node, now);
  return [main, edited].filter((part) => part !== '').join(' · ');
}

function mainWords(node: NodeState, now: number): string {
  if (node.attempt && node.state === node.attempt.status) {
    const words = attemptWords(node.attempt, now, node.slowAfterMs);
    return node.waiting ? `${words} · ${waitingWords(node.waiting, now)}` : words;
  }
  switch (node.state) {
    case 'idle':
      return '';
    case 'blocked':
      return node.problems.find(({ severity }) => severity === 'error')?.reason ?? 'blocked';
    case 'skipped':
      return 'skipped';
    case 'reused':
      return node.attempt && foreignOf(node.attempt) ? 'reused from a project file' : 'reused, nothing charged';
    case 'running':
      return node.since === undefined ? 'working' : `working ${elapsedWords(node.since, now)}`;
    case 'rejected':
      return 'refused, not charged';
    case 'succeeded':
      return 'ready';
    case 'failed':
      return 'failed';
    default:
      return node.state.replace('_', ' ');
  }
}

/** An attempt's state in words. It is called slow when its owner does, or past `slowAfterMs` since the submit. */
export function attemptWords(attempt: Attempt, now: number, slowAfterMs = Number.POSITIVE_INFINITY): string {
  const trouble = troubleWords(attempt);
  const late = 'submittedAt' in attempt && now - (attempt.submittedAt ?? now) > slowAfterMs;
  const slow = late || ('slow' in attempt && attempt.slow === true) ? ' · slow' : '';
  if (foreignOf(attempt)) return foreignWords(attempt);
  if (isUnwatched(attempt)) return 'not watched, may still be made';
  switch (attempt.status) {
    case 'claimed':
      return 'ready, not charged';
    case 'submitting':
      return attempt.cancelRequested === true ? 'sending, to be cancelled' : 'sending';
    case 'in_queue': {
      const place = attempt.queuePosition === undefined ? '' : `, place ${attempt.queuePosition}`;
      return `in queue${place} · ${elapsedWords(attempt.submittedAt, now)}${slow}${trouble}`;
    }
    case 'in_progress':
      return `generating ${elapsedWords(attempt.since, now)}${slow}${trouble}`;
    case 'cancelling':
      return `cancelling${trouble}`;
    case 'downloading':
      return `made, downloading${trouble}`;
    case 'succeeded':
      return 'ready';
    case 'rejected':
      return 'refused, not charged';
    case 'uncertain':
      return 'may have been sent: check';
    case 'abandoned':
      return 'given up, may have been charged';
    case 'cancelled':
      return attempt.requestId === undefined ? 'cancelled, not charged' : 'cancelled';
    case 'failed':
      if (attempt.cost === undefined) return 'failed';
      return attempt.cost === 0 ? 'failed, not charged' : `failed, cost ${usdWords(attempt.cost)}`;
    case 'lost':
      return 'made, file gone';
  }
}

/** The same for what came out of a project file: what it cost was not paid here. */
function foreignWords(attempt: Attempt): string {
  switch (attempt.status) {
    case 'succeeded':
      return 'ready, from a project file';
    case 'rejected':
    case 'failed':
    case 'cancelled':
      return `${attempt.status === 'rejected' ? 'refused' : attempt.status} elsewhere`;
    default:
      return 'made elsewhere, clip not in the project';
  }
}

function troubleWords(attempt: Attempt): string {
  const refusal = 'cancel' in attempt ? attempt.cancel : undefined;
  if (refusal === 'unknown') return ' · whether it was cancelled is unknown';
  if (refusal === 'refused')
    return attempt.status === 'in_progress' ? ' · could not be stopped' : ' · cancelling was refused';
  return 'trouble' in attempt && attempt.trouble !== undefined ? ` · ${firstClause(attempt.trouble)}` : '';
}

/** "Connection trouble: ECONNRESET" → "connection trouble": what stands before the details. */
function firstClause(text: string): string {
  const clause = /^[^:;.,]{1,120}/.exec(text)?.[0] ?? '';
  return clause.startsWith('RunComfy') ? clause : clause.charAt(0).toLowerCase() + clause.slice(1);
}

const waitingReasons: Readonly<Record<Waiting['for'], string>> = {
  rate_limit: 'too many requests',
  network: 'no connection to the service',
  token: 'waits for a token',
  credit: 'waits for credit',
  storage: 'no space on the disk',
  person: 'waits for you',
};

/** Why a job waits, with the seconds that are left where they are known. */
export function waitingWords(waiting: Waiting, now: number): string {
  const left = waiting.until === undefined ? undefined : Math.ceil((waiting.until - now) / 1000);
  const reason = waitingReasons[waiting.for];
  return left === undefined || left <= 0 ? reason : `${reason}, goes on in ${left} s`;
}

/** "usually 3–5 min", from what the owner of the jobs measured; undefined where it said nothing. */
export function usualWords(usual: JobRecord['usual']): string | undefined {
  if (usual === undefined) return undefined;
  const minutes = usual.toMs >= 90_000;
  const rounded = (ms: number): number => Math.max(1, Math.round(ms / (minutes ? 60_000 : 1_000)));
  const [from, to] = [rounded(usual.fromMs), rounded(usual.toMs)];
  return `usually ${from === to ? `${to}` : `${from}–${to}`} ${minutes ? 'min' : 's'}`;
}

/** US dollars, with cents, or with as many places as a smaller sum needs. */
export function usdWords(usd: number): string {
  return `$${usd >= 0.01 || usd === 0 ? usd.toFixed(2) : usd.toPrecision(1)}`;
}

const pauses: Readonly<Record<PauseReason, string>> = {
  token: 'The service did not accept the token. Log in anew, then continue.',
  credit: 'The account has no credit left. Add credit, then continue.',
  person: 'A shot needs your decision.',
  network: 'The gateway does not answer. The run goes on when it does.',
  hour: 'Nobody was here for an hour. Nothing more is sent until you continue.',
  agreement: 'Something would have to be bought that you did not agree to. Run again to see the new quote.',
};

/** How a Run stands, in a sentence; of a cancelled one what became of its jobs, as their records tell now. */
export function runWords(run: Run, records: ReadonlyMap<JobKey, JobRecord>): string {
  const { state } = run;
  if (state.kind === 'running') return 'Running.';
  if (state.kind === 'paused') return pauses[state.why];
  if (state.outcome === 'cancelled') return cancelledWords([run], records);
  return state.outcome === 'succeeded' ? 'Done.' : 'Some shots could not be made.';
}
