import { elapsedWords, usdWords } from '../../runtime/run/words.ts';
import {
  type Failure,
  givenId,
  isDamaged,
  isUndecided,
  type JobRecord,
  presentAttempt,
} from '../../runtime/wire/job-record.ts';
import { secondsWords } from '../../runtime/run/seconds-words.ts';
import { momentWords } from '../controls/when-words.ts';

/** One thing that a person must know before deciding. */
export interface SentFact {
  readonly label: 'What happened' | 'When' | 'It may have cost' | 'What was seen';
  readonly text: string;
}

/** What a generation likely costs, in US dollars, and where that is from: "as it was quoted". */
export interface LikelyCost {
  readonly usd: number;
  readonly from: string;
}

/** What a live job was quoted at; undefined where it had no price. */
export function quotedCost(job: JobRecord): LikelyCost | undefined {
  const { quoted } = presentAttempt(job);
  return job.service === 'sandbox' || !quoted ? undefined : { usd: quoted.usd, from: 'as it was quoted' };
}

/**
 * What happened to a job of which nobody knows whether it was sent, when, and what it may have cost. Empty where it is decided.
 * `now` in milliseconds since 1970.
 */
export function sentFacts(job: JobRecord, now: number, likely?: LikelyCost): readonly SentFact[] {
  const attempt = presentAttempt(job);
  if (!isUndecided(attempt) || !('submittedAt' in attempt) || attempt.submittedAt === undefined) return [];
  const at = momentWords(attempt.submittedAt);
  const uncertain = attempt.status === 'uncertain';
  const what = uncertain
    ? `${lostWords(attempt.failure, job)} It was never sent again by itself.`
    : unknownIdWords(job);
  const seen = uncertain ? attempt.failure.message : ('trouble' in attempt && attempt.trouble) || '';
  return [
    { label: 'What happened', text: what },
    { label: 'When', text: `It left ${elapsedWords(attempt.submittedAt, now)} ago, ${at}` },
    { label: 'It may have cost', text: costWords(job, likely) },
    ...(seen === '' ? [] : [{ label: 'What was seen', text: seen } as const]),
  ];
}

/** Who was asked, at the beginning of a sentence. */
function whoOf({ service }: JobRecord): string {
  return service === 'sandbox' ? 'The sandbox' : 'RunComfy';
}

/** Why nobody knows it: by the cause that its owner wrote down. */
function lostWords({ code, message, httpStatus }: Failure, job: JobRecord): string {
  const who = whoOf(job);
  const it = who === 'RunComfy' ? who : 'the sandbox';
  switch (code) {
    case 'interrupted':
      return `The gateway ended while this was being sent, so nobody here knows whether ${it} took it.`;
    case 'damaged-record':
      return 'The record of this job is damaged: whether it was sent, or sent again, cannot be read any more.';
    case 'request-not-found':
      return `${who} did not know the request id that stood here before.`;
    case 'unclear-answer':
      if (hintedId(job) !== undefined)
        return `${who} answered with an error that is not known here, and named a request id beside it: it may well have taken the request.`;
      return httpStatus !== undefined && (httpStatus < 200 || httpStatus >= 300)
        ? `The answer was HTTP ${httpStatus}, which does not tell whether ${it} took the request.`
        : `An answer came, but no request id can be read from it, so nobody here knows whether ${it} took it.`;
    case 'no-answer':
      return /no answer (in|within)|time/i.test(message)
        ? `${who} did not answer in time, so nobody here knows whether it took the request.`
        : `The connection ended before the answer was here, so nobody here knows whether ${it} took it.`;
    default:
      return `No answer came back, so nobody here knows whether ${it} took it.`;
  }
}

/** A request id that was typed, or answered, and that the service does not know (any more). */
function unknownIdWords(job: JobRecord): string {
  const attempt = presentAttempt(job);
  const id = 'requestId' in attempt ? attempt.requestId : undefined;
  const typed = 'attached' in attempt && attempt.attached === true;
  return `${whoOf(job)} says that it does not know the request id ${id ?? ''}. ${
    typed
      ? 'The id was attached by hand and may be mistyped.'
      : `${whoOf(job)} itself gave this id: the request was taken. It may have been deleted there, or have expired.`
  }`;
}

function costWords({ service, request, model, take }: JobRecord, likely: LikelyCost | undefined): string {
  if (service === 'sandbox') return 'Nothing: a rehearsal is free.';
  const { duration, resolution } = request;
  const size = [
    typeof duration === 'number' ? secondsWords(duration) : undefined,
    typeof resolution === 'string' ? `at ${resolution}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
  const what = `one generation${size === '' ? '' : ` of ${size}`} (${model}, take ${take})`;
  if (!likely) return `If it arrived, ${what}; what that costs is unknown here.`;
  return `If it arrived, ${what}: about ${usdWords(likely.usd)}, ${likely.from}.`;
}

/** The request id that stood in an answer nobody could make sense of: a person may attach it. */
export function hintedId(job: JobRecord): string | undefined {
  const attempt = presentAttempt(job);
  if (attempt.status !== 'uncertain' || attempt.failure.code !== 'unclear-answer') return undefined;
  return /\(request id ([A-Za-z0-9_-]{1,128})\)/.exec(attempt.failure.message)?.[1];
}

/** Whether "it was not sent" can be true: not where the service gave a request id, nor where a later attempt may be unreadable. */
export function mayBeUnsent(job: JobRecord | undefined): boolean {
  const attempt = job && presentAttempt(job);
  if (!attempt || givenId(attempt) !== undefined || isDamaged(attempt)) return false;
  return attempt.status === 'uncertain' || ('attached' in attempt && attempt.attached === true);
}
