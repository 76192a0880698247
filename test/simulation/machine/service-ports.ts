import { judgeMediaAddress } from '../../../src/gateway/host/media-hosts.ts';
import {
  DownloadError,
  type ServiceAnswer,
  type ServicePorts,
  type ServiceRequest as Asked,
} from '../../../src/runtime/jobs/ports.ts';
import type { Send, ServiceName } from '../fact.ts';
import type { Life } from '../life.ts';
import type { Heard } from '../service/service.ts';
import type { World } from '../world.ts';

export const liveOrigin = 'https://model-api.runcomfy.net';
const bases = { live: liveOrigin, sandbox: 'http://sandbox.invalid' } as const;
const mediaHosts = ['*.runcomfy.net'];

/** How one owner reaches a service: over a network that takes its time. */
export function servicePorts(world: World, life: Life, name: ServiceName): ServicePorts {
  const service = world.services[name];
  const open = new Map<number, Send>();
  const moment = () => ({ at: world.timeline.now(), offset: world.clockOffset });
  life.onDeath(() => {
    for (const send of open.values()) world.tell({ kind: 'answered', send, verdict: 'doubt', ...moment() });
  });

  /** One exchange: no longer than the caller waits, and no more of the answer than it reads. */
  async function exchange(what: string, asked: Asked, act: () => Heard, signal?: AbortSignal): Promise<Heard> {
    const answered = async (): Promise<Heard> => {
      const heard = act();
      if (heard.late !== true) return heard;
      await new Promise<void>((resolve) => world.timeline.at(asked.timeoutMs, resolve));
      return { ...heard, answer: { kind: 'lost', reason: 'The operation timed out' } };
    };
    const failure = (): { answer: Heard } => ({ answer: { answer: { kind: 'lost', reason: 'ECONNRESET' } } });
    const heard = await life.io(what, answered, { failure, away: true, signal });
    return { ...heard, answer: cutAt(heard.answer, asked.maxBytes) };
  }

  async function submit(asked: Asked, signal?: AbortSignal): Promise<ServiceAnswer> {
    const prompt = String((JSON.parse(asked.body ?? '{}') as { prompt?: unknown }).prompt);
    const pair = world.journal.sending(name === 'live' ? liveOrigin : 'sandbox', prompt);
    const send: Send = { n: world.nextSend(), service: name, life: life.name, prompt, pair, ...moment() };
    world.tell({ kind: 'sending', send });
    open.set(send.n, send);
    const heard = await exchange(`submit ${prompt} to ${name}`, asked, () => service.submit(asked, send), signal);
    open.delete(send.n);
    const { verdict = 'doubt', answer, stops, waitMs } = heard;
    const more = { ...(stops && { stops }), ...(waitMs !== undefined && { waitMs }) };
    world.tell({ kind: 'answered', send, verdict, ...more, ...moment() });
    return answer;
  }

  return {
    base: bases[name],
    takesAll: name === 'sandbox',
    token: () => Promise.resolve(name === 'sandbox' ? 'sandbox' : world.token),
    transport: {
      async send(asked, signal): Promise<ServiceAnswer> {
        if (signal?.aborted === true) return { kind: 'not_sent', reason: 'given up before it began' };
        const { pathname } = new URL(asked.url);
        const match = /^\/v1\/requests\/([^/]+)\/(status|result|cancel)$/.exec(pathname);
        if (match === null) return submit(asked, signal);
        const [, requestId = '', call = ''] = match;
        world.tell({ kind: 'asked', service: name, requestId, call });
        const act = (): Heard => {
          if (call === 'cancel') return service.cancel(asked, requestId);
          return service.read(asked, requestId, call === 'status' ? 'status' : 'result');
        };
        return (await exchange(`${call} ${requestId}`, asked, act, signal)).answer;
      },
    },
    downloads: {
      async open(url, signal) {
        const judged = judgeMediaAddress(url, mediaHosts);
        if (!judged.ok) throw new DownloadError('refused', `The address ${judged.reason}.`);
        const failure = (): Error => new DownloadError('broken', 'ECONNRESET');
        const { chunks, ...rest } = await life.io(`open ${judged.url.pathname}`, () => service.open(url), {
          failure,
          away: true,
          signal,
        });
        async function* slowly(): AsyncGenerator<Uint8Array> {
          for await (const chunk of chunks) {
            await life.io('chunk', () => undefined, { failure, signal });
            yield chunk;
          }
        }
        return { ...rest, chunks: slowly() };
      },
    },
  };
}

function cutAt(answer: ServiceAnswer, maxBytes: number): ServiceAnswer {
  if (answer.kind !== 'answer') return answer;
  const headers = { 'content-type': 'application/json', ...answer.headers };
  if (answer.body.length <= maxBytes) return { ...answer, headers };
  return { ...answer, headers, body: answer.body.slice(0, maxBytes), cut: true };
}
