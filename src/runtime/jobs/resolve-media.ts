import type { JsonObject, JsonValue } from '../../graph/json.ts';
import type { JobOutputRef } from '../../graph/media-ref.ts';
import { readResult } from '../runcomfy/read-result.ts';
import { wireRequest } from '../runcomfy/wire-request.ts';
import type { Core } from './core.ts';
import { portsOf } from './core.ts';
import { dataUrl } from './data-url.ts';
import { inlineObstacle, inlineTotalCap } from './inline-caps.ts';
import { attemptOf, type Job } from './job.ts';
import { mediaRoute, waysToSend, type Route, type RouteProblem } from './media-route.ts';
import { readCaller } from './read-access.ts';
import { mediaIn, mediumName, replaceMedia } from '../../graph/request-media.ts';
import { settle } from './settle.ts';

/** After this many milliseconds the address of a result is read again before it is sent anywhere. */
export const addressFreshMs = 30 * 60_000;

/** A body ready to be sent, and the same with inline bytes as their SHA-256 for the record. */
export interface WireBody {
  /** Built when asked for: to check an order, nobody needs megabytes of base64. */
  readonly body: () => JsonObject;
  readonly frozen: JsonObject;
}

/** A body, why there is none, or why it has to be tried again. */
export type ResolvedMedia =
  | { readonly kind: 'ready'; readonly wire: WireBody }
  | { readonly kind: 'refused'; readonly problem: RouteProblem }
  | { readonly kind: 'later'; readonly reason: string };

interface Sendable {
  readonly wire: () => JsonValue;
  readonly frozen: () => JsonValue;
  readonly inlineBytes: number;
}
type Resolved = Sendable | { readonly problem: RouteProblem } | { readonly later: string };

/** What a request needs to be resolved: a job, or an order before there is one. */
export type MediaOrder = Pick<Job, 'service' | 'request' | 'media'>;

/**
 * Replaces every medium of a request by what the service can read. `ask` tells whether old addresses may be read again
 * over the network; without it only what is known and stored here is looked at, so that a missing file refuses an order
 * before anything is claimed.
 */
export async function resolveMedia(core: Core, order: MediaOrder, ask: boolean): Promise<ResolvedMedia> {
  const values = new Map<string, Sendable>();
  const travels = new Map(order.media.map((travel) => [mediumName(travel.ref), travel]));
  const { takesAll } = portsOf(core, order.service);
  let inlineBytes = 0;
  for (const ref of mediaIn(order.request)) {
    const route = mediaRoute(ref, {
      service: order.service,
      takesAll,
      inlineAgreed: core.settings().inlineMedia,
      travel: travels.get(mediumName(ref)),
      jobOf: (jobKey) => core.ledger.job(jobKey),
    });
    const resolved = await resolveRoute(core, route, takesAll, ask);
    if ('problem' in resolved) return { kind: 'refused', problem: resolved.problem };
    if ('later' in resolved) return { kind: 'later', reason: resolved.later };
    inlineBytes += resolved.inlineBytes;
    values.set(mediumName(ref), resolved);
  }
  if (!takesAll && inlineBytes > inlineTotalCap) {
    return refused('All inline media together are larger than the 64 MiB that can be sent.');
  }
  const filled = (which: 'wire' | 'frozen') =>
    wireRequest(replaceMedia(order.request, (ref) => values.get(mediumName(ref))?.[which]() ?? null));
  return { kind: 'ready', wire: { body: () => filled('wire'), frozen: filled('frozen') } };
}

async function resolveRoute(core: Core, route: Route, takesAll: boolean, ask: boolean): Promise<Resolved> {
  switch (route.by) {
    case 'nothing':
      return { problem: route.problem };
    case 'url':
      return address(route.url);
    case 'inline':
      return inline(core, route.sha256, takesAll);
    case 'result': {
      const fresh = await freshAddress(core, route.ref, ask);
      if (typeof fresh === 'string') return address(fresh);
      if (fresh.kind === 'later') return { later: fresh.reason };
      if (route.otherwise !== undefined) return inline(core, route.otherwise, takesAll);
      return { problem: { code: 'needs-public-url', reason: fresh.reason, remedy: waysToSend } };
    }
  }
}

function address(url: string): Sendable {
  return { wire: () => url, frozen: () => url, inlineBytes: 0 };
}

async function inline(core: Core, sha256: string, takesAll: boolean): Promise<Resolved> {
  const found = (await core.media.read(sha256)) ?? (await core.bytes.read(sha256));
  if (found === undefined) {
    const reason = `The bytes of a local medium (SHA-256 ${sha256.slice(0, 12)}…) are not here.`;
    return { problem: { code: 'missing-file', reason, remedy: 'Pick the file again.' } };
  }
  const { bytes, mediaType } = found;
  const obstacle = takesAll ? undefined : inlineObstacle(mediaType, bytes.length);
  if (obstacle !== undefined) return { problem: { code: 'needs-public-url', reason: obstacle, remedy: waysToSend } };
  return {
    wire: () => dataUrl(bytes, mediaType),
    frozen: () => ({ sha256, mediaType, size: bytes.length }),
    inlineBytes: bytes.length,
  };
}

/** The address of an earlier result; read again when it is old, because addresses of results expire. */
async function freshAddress(
  core: Core,
  ref: JobOutputRef,
  ask: boolean,
): Promise<string | { readonly kind: 'gone' | 'later'; readonly reason: string }> {
  const job = core.ledger.job(ref.jobKey);
  const attempt = job === undefined ? undefined : attemptOf(job);
  if (job?.results === undefined || attempt?.status !== 'succeeded')
    return { kind: 'gone', reason: 'The earlier job has no result.' };
  const known = addressIn(job, ref);
  if (known !== undefined && (!ask || core.clock.now() - job.results.readAt < addressFreshMs)) return known;
  const { requestId } = attempt;
  const caller = await readCaller(core, job.service);
  const reading = await core.stop.during((signal) => readResult(caller, requestId, () => core.clock.now(), signal));
  if (reading.kind === 'made') {
    const after = await settle(core, job, { type: 'addressed', addresses: [...reading.addresses] });
    const fresh = after === undefined ? undefined : addressIn(after, ref);
    return fresh ?? { kind: 'gone', reason: 'The earlier job no longer names this output.' };
  }
  if ('reason' in reading && reading.kind !== 'not_found') return { kind: 'later', reason: reading.reason };
  return { kind: 'gone', reason: 'The service no longer has the result of the earlier job.' };
}

function addressIn(job: Job, ref: JobOutputRef): string | undefined {
  return job.results?.addresses.find(({ kind, n }) => kind === ref.kind && n === ref.n)?.url;
}

function refused(reason: string): ResolvedMedia {
  return { kind: 'refused', problem: { code: 'needs-public-url', reason, remedy: waysToSend } };
}
