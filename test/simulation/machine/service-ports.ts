import { DownloadError, type ServiceAnswer, type ServicePorts } from '../../../src/runtime/jobs/ports.ts';
import type { Send, ServiceName } from '../fact.ts';
import type { Life } from '../life.ts';
import type { Heard } from '../service/service.ts';
import type { World } from '../world.ts';

export const liveOrigin = 'https://model-api.runcomfy.net';
const bases = { live: liveOrigin, sandbox: 'http://sandbox.invalid' } as const;

/** How one owner reaches a service: over a network that takes its time. */
export function servicePorts(world: World, life: Life, name: ServiceName): ServicePorts {
  const open = new Map<number, Send>();
  const moment = () => ({ at: world.timeline.now(), offset: world.clockOffset });
  const failure = (): { answer: Heard } => ({ answer: { answer: { kind: 'lost', reason: 'ECONNRESET' } } });
  life.onDeath(() => {
    for (const send of open.values()) world.tell({ kind: 'answered', send, verdict: 'doubt', ...moment() });
  });

  async function submit(asked: Parameters<ServicePorts['transport']['send']>[0], signal?: AbortSignal) {
    const prompt = String((JSON.parse(asked.body ?? '{}') as { prompt?: unknown }).prompt);
    const service = name === 'live' ? liveOrigin : 'sandbox';
    const pair = world.journal.sending(service, prompt);
    const send: Send = { n: world.nextSend(), service: name, life: life.name, prompt, pair, ...moment() };
    world.tell({ kind: 'sending', send });
    open.set(send.n, send);
    const act = (): Heard | Promise<Heard> => world.services[name].submit(asked, send);
    const heard = await life.io(`submit ${prompt} to ${name}`, act, { failure, away: true, signal });
    open.delete(send.n);
    const { verdict = 'doubt', answer, ...more } = heard;
    world.tell({ kind: 'answered', send, verdict, ...more, ...moment() });
    return answer;
  }

  return {
    base: bases[name],
    takesAll: name === 'sandbox',
    token: () => Promise.resolve(name === 'sandbox' ? 'sandbox' : world.token),
    transport: {
      async send(asked, signal): Promise<ServiceAnswer> {
        const { pathname } = new URL(asked.url);
        const match = /^\/v1\/requests\/([^/]+)\/(status|result|cancel)$/.exec(pathname);
        if (match === null) return submit(asked, signal);
        const [, requestId = '', call = ''] = match;
        world.tell({ kind: 'asked', service: name, requestId, call });
        const service = world.services[name];
        const act = (): Heard | Promise<Heard> => {
          if (call === 'cancel') return service.cancel(asked, requestId);
          return service.read(asked, requestId, call === 'status' ? 'status' : 'result');
        };
        const heard = await life.io(`${call} ${requestId}`, act, { failure, away: true, signal });
        return heard.answer;
      },
    },
    downloads: {
      async open(url, signal) {
        const failure = (): Error => new DownloadError('broken', 'ECONNRESET');
        const what = new URL(url).pathname;
        const { chunks, ...rest } = await life.io(`open ${what}`, () => world.services[name].open(url), {
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
