import type { JobOutputRef, MediaRef } from '../../graph/media-ref.ts';
import type { MediumTravel } from '../wire/job-record.ts';
import { attemptOf, type Job } from './job.ts';

/** How one medium reaches the service (design.md, "How a medium reaches the service"). */
export type Route =
  | { readonly by: 'url'; readonly url: string }
  /** By the address of an earlier job's result; inline where that is gone and may be. */
  | { readonly by: 'result'; readonly ref: JobOutputRef; readonly otherwise: string | undefined }
  | { readonly by: 'inline'; readonly sha256: string }
  | { readonly by: 'nothing'; readonly problem: RouteProblem };

/** Why a medium cannot be sent. */
export interface RouteProblem {
  readonly code: 'needs-public-url' | 'missing-input' | 'missing-file';
  readonly reason: string;
  readonly remedy: string;
}

/** What decides a route. */
export interface RouteSituation {
  readonly service: string;
  /** The sandbox takes all; a live service takes inline media only when a person agreed. */
  readonly takesAll: boolean;
  readonly inlineAgreed: boolean;
  readonly travel: MediumTravel | undefined;
  readonly jobOf: (jobKey: string) => Job | undefined;
}

/** The ways that a medium can go, for a refusal that leaves somebody with something to do. */
export const waysToSend =
  'Give it a public https address, use the clip of an earlier job on the same service, or agree to send local media inline.';

/** Chooses the way of a medium. Pure; whether the bytes are there and small enough is asked afterwards. */
export function mediaRoute(ref: MediaRef, situation: RouteSituation): Route {
  if ('url' in ref) return routeOfUrl(ref.url, situation);
  if ('jobKey' in ref) return routeOfOutput(ref, situation);
  const sha256 = 'sha256' in ref ? ref.sha256 : situation.travel?.sha256;
  if (sha256 === undefined) {
    const reason = 'The result of a local operation was not handed over.';
    return nothing('missing-file', reason, 'Run again: the operation is then done anew.');
  }
  if (situation.takesAll || situation.inlineAgreed) return { by: 'inline', sha256 };
  return nothing('needs-public-url', 'A local medium cannot reach the service.', waysToSend);
}

function routeOfUrl(url: string, { takesAll }: RouteSituation): Route {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isPublic = parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '';
  if (isPublic || (takesAll && parsed?.protocol === 'http:')) return { by: 'url', url };
  return nothing('needs-public-url', `The address "${url.slice(0, 100)}" is not a public https address.`, waysToSend);
}

function routeOfOutput(ref: JobOutputRef, situation: RouteSituation): Route {
  const job = situation.jobOf(ref.jobKey);
  const attempt = job === undefined ? undefined : attemptOf(job);
  if (job === undefined || attempt?.status !== 'succeeded') {
    return nothing('missing-input', 'The job whose clip this needs has no result.', 'Run the shot before it first.');
  }
  const output = attempt.outputs.find(({ kind, n }) => kind === ref.kind && n === ref.n);
  if (output === undefined) {
    return nothing('missing-input', `The job made no ${ref.kind} number ${ref.n + 1}.`, 'Use an output that exists.');
  }
  const inline = situation.takesAll || situation.inlineAgreed ? output.sha256 : undefined;
  const addressed = job.results?.addresses.some(({ kind, n }) => kind === ref.kind && n === ref.n) === true;
  const byResult = job.service === situation.service && addressed;
  if (byResult && !(situation.travel?.travels === 'inline' && inline !== undefined)) {
    return { by: 'result', ref, otherwise: inline };
  }
  if (inline !== undefined) return { by: 'inline', sha256: inline };
  return nothing('needs-public-url', 'A clip made on another service cannot reach this one.', waysToSend);
}

function nothing(code: RouteProblem['code'], reason: string, remedy: string): Route {
  return { by: 'nothing', problem: { code, reason, remedy } };
}
