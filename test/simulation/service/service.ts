import {
  DownloadError,
  type Download,
  type ServiceAnswer,
  type ServiceRequest as Asked,
} from '../../../src/runtime/jobs/ports.ts';
import { json } from '../../fakes/fake-service.ts';
import { chunked } from '../../fakes/fake-downloads.ts';
import type { Chance } from '../chance.ts';
import type { Send, ServiceName, Verdict } from '../fact.ts';
import { mediaTypes } from '../made-file.ts';
import type { World } from '../world.ts';
import { fates, paceOf, plainFate } from './fates.ts';
import { cancelFaults, readFaults, type ReadFault } from './read-faults.ts';
import { filesOf, stateOf, type ServiceFile, type ServiceRequest } from './service-request.ts';
import { accepted, type SubmitFault, submitFaults } from './submit-faults.ts';

/** An answer with what it says for certain about a submit. */
export interface Heard {
  readonly answer: ServiceAnswer;
  readonly verdict?: Verdict;
  readonly stops?: 'token' | 'credit';
  /** How long it asks to wait, in milliseconds. */
  readonly waitMs?: number;
  /** It comes when the caller's patience is over. */
  readonly late?: true;
}

/** A service with its account. It counts charges and keeps what it made for each. */
export interface SimService {
  readonly requests: Map<string, ServiceRequest>;
  /** Tokens that it accepts. */
  readonly tokens: Set<string>;
  /** Submits that the balance still allows. */
  credit: number;
  priceUsd: number;
  submit(asked: Asked, send: Send): Heard;
  read(asked: Asked, requestId: string, call: 'status' | 'result'): Heard;
  cancel(asked: Asked, requestId: string): Heard;
  /** Throws a DownloadError. */
  open(url: string): Download;
}

/** `decideSubmit` says what goes wrong with a submit; chance does where it is not given. */
export function createService(
  name: ServiceName,
  world: World,
  chance: Chance,
  decideSubmit?: () => SubmitFault | undefined,
): SimService {
  const requests = new Map<string, ServiceRequest>();
  const files = chance.fork('files');
  // Bad luck comes to every service in some worlds, and more to the one that is paid.
  const rough = name === 'live' ? 1 : 0.25;
  const often = (probability: number): boolean => chance.happens(probability) && !world.calm && chance.happens(rough);

  const submitFault =
    decideSubmit ?? (() => (often(world.settings.roughness) ? chance.weighed(submitFaults) : undefined));

  function faulty({ answer, late, row }: ReadFault): Heard {
    world.count(`row ${row}`);
    return { answer: answer(chance), ...(late && { late }) };
  }
  const authorized = (asked: Asked): boolean =>
    name === 'sandbox' || service.tokens.has((asked.headers['authorization'] ?? '').replace('Bearer ', ''));
  const unauthorized = (): ServiceAnswer =>
    chance.happens(0.3)
      ? json(chance.pick([400, 200]), { error_code: 400004, error_message: 'token refused' })
      : json(401, { error_message: 'token refused' });

  function accept(send: Send): ServiceRequest {
    const requestId = `${name}-${requests.size + 1}`;
    const fate = often(world.settings.roughness === 0 ? 0 : 0.85) ? chance.weighed(fates) : plainFate;
    if (fate.row !== '') world.count(`row ${fate.row}`);
    const request: ServiceRequest = {
      requestId,
      send,
      prompt: send.prompt,
      at: world.timeline.now(),
      ...paceOf(chance),
      fate,
      files: filesOf(requestId, fate),
      addressed: 0,
      cancelled: false,
      overSince: undefined,
      badNews: 0,
    };
    requests.set(requestId, request);
    service.credit -= 1;
    world.tell({ kind: 'charged', send, requestId });
    return request;
  }

  function resultOf(request: ServiceRequest): ServiceAnswer {
    const { requestId, fate } = request;
    const now = world.timeline.now();
    const state = stateOf(request, now, world.calm);
    const body = { request_id: requestId, input: { image: 'https://files.runcomfy.net/echo.png' } };
    if (state === 'cancelled') return json(200, { ...body, status: 'cancelled' });
    if (state !== 'completed' && state !== 'failed') return json(200, { ...body, status: state });
    request.overSince ??= now;
    if (fate.lagMs !== undefined && now - request.overSince < fate.lagMs) {
      request.badNews += fate.lagMs > 60_000 ? 1 : 0;
      return json(200, { ...body, status: 'in_progress' });
    }
    if (fate.ending !== 'made') request.badNews += 1;
    if (fate.ending === 'empty') return json(200, { ...body, status: 'succeeded', output: {}, cost: 0.5 });
    if (fate.ending !== 'made') return json(200, { ...body, status: 'failed', error: { reason: 'a face' }, cost: 0.2 });
    request.addressed += 1;
    const url = ({ kind, n }: ServiceFile): string => {
      const refused = fate.outputs === 'all refused' || (fate.outputs === 'one refused' && n === 1);
      if (!refused) return `https://files.runcomfy.net/${requestId}/${kind}-${n}?v=${request.addressed}`;
      request.badNews += 1;
      return chance.pick([
        'javascript:alert(1)',
        'data:text/html,x',
        'file:///etc/passwd',
        'https://u:p@files.runcomfy.net/',
      ]);
    };
    const of = (kind: string): string[] => request.files.filter((file) => file.kind === kind).map(url);
    const [videos, images] = [of('video'), of('image')];
    const output = videos.length === 1 ? { video: videos[0] } : { videos, ...(images[0] && { image: images[0] }) };
    return json(200, { ...body, status: 'succeeded', output, cost: 0.75 });
  }

  const service: SimService = {
    requests,
    tokens: new Set(['token-1']),
    credit: Number.POSITIVE_INFINITY,
    priceUsd: 0.1,
    submit(asked, send) {
      if (!authorized(asked)) return { answer: unauthorized(), verdict: 'nothing', stops: 'token' };
      if (service.credit <= 0) {
        const answer = json(chance.pick([402, 200]), { error_code: 400002, error_message: 'no balance' });
        return { answer, verdict: 'nothing', stops: 'credit' };
      }
      const fault = submitFault();
      if (fault === undefined) return { answer: accepted(accept(send).requestId, chance), verdict: 'accepted' };
      world.count(`row ${fault.row}`);
      const requestId = chance.happens(fault.accepts) ? accept(send).requestId : 'never-made';
      if (fault.verdict === 'doubt')
        world.count(requestId === 'never-made' ? 'lost answer, not taken' : 'lost answer, taken');
      const answer = fault.answer({ requestId, chance, now: world.timeline.now() });
      const wait =
        answer.kind === 'answer' && answer.status === 429 ? waitAskedFor(answer.headers['retry-after']) : undefined;
      const { verdict, late } = fault;
      return { answer, verdict, ...(wait !== undefined && { waitMs: wait }), ...(late && { late }) };
    },
    read(asked, requestId, call) {
      if (!authorized(asked)) return { answer: unauthorized() };
      if (often(0.3 * world.settings.roughness)) return faulty(chance.weighed(readFaults));
      const request = requests.get(requestId);
      if (request === undefined) return { answer: json(404, { error_code: 404001, error_message: 'no such request' }) };
      if (call === 'result') return { answer: resultOf(request) };
      const state = stateOf(request, world.timeline.now(), world.calm);
      if (state === 'completed') request.overSince ??= world.timeline.now();
      const place = state === 'in_queue' && chance.happens(0.7) ? { queue_position: chance.int(0, 9) } : {};
      return { answer: json(200, { request_id: requestId, status: state, ...place }) };
    },
    cancel(asked, requestId) {
      if (!authorized(asked)) return { answer: unauthorized() };
      const request = requests.get(requestId);
      const state = request && stateOf(request, world.timeline.now(), world.calm);
      const fault = often(world.settings.roughness) ? chance.weighed(cancelFaults) : undefined;
      if (request !== undefined && state === 'in_queue' && fault?.takesEffect !== false) request.cancelled = true;
      if (fault !== undefined) return faulty(fault);
      const outcome = state === 'in_queue' ? 'cancelled' : 'not_cancellable';
      // The documented example's status contradicts its outcome.
      return { answer: json(202, { request_id: requestId, status: 'in_queue', outcome }) };
    },
    open(url) {
      const match = /^\/([^/]+)\/(video|image)-(\d+)$/.exec(new URL(url).pathname);
      const request = requests.get(match?.[1] ?? '');
      const file = request?.files.find(({ kind, n }) => kind === match?.[2] && n === Number(match[3]));
      if (request === undefined || file === undefined) throw new DownloadError('gone', 'HTTP 404');
      const mediaType = mediaTypes[file.kind];
      const whole = {
        mediaType,
        length: file.bytes.length,
        chunks: chunked([file.bytes.slice(0, 5), file.bytes.slice(5)]),
      };
      const trouble = request.fate.files ?? (!world.calm && files.happens(0.04) ? 'broken a while' : 'none');
      file.bad += 1;
      switch (trouble) {
        case 'gone once':
        case 'gone':
          if (trouble === 'gone once' && request.addressed > 1) return whole;
          request.badNews += 1;
          throw new DownloadError('gone', `HTTP ${files.pick([403, 404, 410])}`);
        case 'html':
          request.badNews += 1;
          return { mediaType: 'text/html', chunks: chunked([new TextEncoder().encode('<html>')]) };
        case 'empty a while':
        case 'empty':
          if (trouble === 'empty a while' && file.bad > 2) return whole;
          request.badNews += 1;
          return { mediaType, chunks: chunked([]) };
        case 'cut a while':
          if (file.bad > 3) return whole;
          return {
            mediaType,
            // Without a length only the look at the bytes tells.
            ...(files.happens(0.6) ? {} : { length: file.bytes.length }),
            chunks: chunked([file.bytes.slice(0, 7)]),
          };
        case 'broken a while':
          if (file.bad > 4) return whole;
          return { ...whole, chunks: chunked([file.bytes.slice(0, 3)], new DownloadError('broken', 'ECONNRESET')) };
        case 'none':
          return whole;
      }
    },
  };
  return service;
}

/** What a Retry-After in seconds must be heard as, in milliseconds, by somebody who is careful: 1 s to 5 min. */
function waitAskedFor(header = ''): number | undefined {
  if (!/^-?\d+$/.test(header)) return undefined;
  return Math.min(300_000, Math.max(1_000, Number(header) * 1_000));
}
