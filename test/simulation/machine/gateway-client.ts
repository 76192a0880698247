import { hashBytes } from '../../../src/graph/hash.ts';
import {
  GatewayError,
  GatewayUnreachable,
  type JobClient,
  type ServicePath,
} from '../../../src/runtime/wire/job-client.ts';
import { jobRecordSchema, type JobRecord } from '../../../src/runtime/wire/job-record.ts';
import { jobOrderSchema, type JobList } from '../../../src/runtime/wire/messages.ts';
import type { Life } from '../life.ts';
import type { World } from '../world.ts';
import type { OpenGateway } from './gateway.ts';
import { liveOrigin } from './service-ports.ts';

/** What a tab reaches of the gateway: over calls that may get no answer, whether or not they had their effect. */
export function gatewayClient(world: World, tab: Life): JobClient {
  const chance = world.chance.fork(`calls of ${tab.name}`);
  const unreachable = (): Error => new GatewayUnreachable('The gateway did not answer.');
  const loses = (): boolean => !world.calm && chance.happens(world.settings.gatewayLoss);

  function call<T>(name: string, act: (gateway: OpenGateway) => T | Promise<T>, signal?: AbortSignal): Promise<T> {
    const reached = async (): Promise<T> => {
      const gateway = world.gateway.open();
      if (gateway === undefined || loses()) throw unreachable();
      const died = new Promise<never>((_, reject) => gateway.life.onDeath(() => reject(unreachable())));
      died.catch(() => undefined);
      const answer = await Promise.race([act(gateway), died]);
      if (loses()) {
        world.count('answer of the gateway lost');
        throw unreachable();
      }
      return answer;
    };
    const failure = (): Error => (signal?.aborted === true ? (signal.reason as Error) : unreachable());
    return tab.io(name, reached, { failure, away: true, signal });
  }

  /** A record must parse on the way, as the real client wants it; each is looked at once. */
  function told(record: JobRecord): JobRecord {
    const name = `${record.jobKey} ${record.seq}`;
    if (!world.parsed.has(name)) {
      world.parsed.add(name);
      const { success, error } = jobRecordSchema.safeParse(record);
      if (!success) world.tell({ kind: 'failed oddly', where: tab.name, error: error.message });
    }
    if (record.waiting?.for === 'person') world.count('waits for a person');
    if (record.waiting?.for === 'storage') world.count(`waits for the disk ${record.attempts.at(-1)?.status}`);
    world.tell({ kind: 'told', tab: tab.name, record });
    return record;
  }
  const list = (answer: JobList): JobList => {
    answer.jobs.forEach(told);
    return answer;
  };

  const originOf = (service: ServicePath): string => (service === 'live' ? liveOrigin : 'sandbox');

  const client: JobClient = {
    put: async (jobKey, order) =>
      told(
        await call(`put ${jobKey.slice(0, 6)} #${order.attempt}`, ({ owner }) => {
          const read = jobOrderSchema.safeParse(order);
          if (!read.success) throw new GatewayError('invalid-body', read.error.message, '', 422);
          return owner.put(jobKey, read.data).catch((error: unknown) => {
            if (error instanceof GatewayError && error.httpStatus === 507) world.count('order refused by the disk');
            throw error;
          });
        }),
      ),
    known: async (keys) => list(await call('known', ({ owner }) => owner.known(keys))),
    changes: async (after, signal) => list(await call('changes', ({ owner }) => owner.changes(after), signal)),
    history: async (page) => list(await call('history', ({ owner }) => owner.history(page))),
    cancel: async (jobKey, attempt) =>
      told(await call(`cancel ${jobKey.slice(0, 6)}`, ({ owner }) => owner.cancel(jobKey, attempt))),
    resolve: async (jobKey, resolution) =>
      told(
        await call(`resolve ${jobKey.slice(0, 6)} ${resolution.decision}`, ({ owner }) =>
          owner.resolve(jobKey, resolution),
        ),
      ),
    setWatched: async (jobKey, watched) =>
      told(await call(`watch ${jobKey.slice(0, 6)} ${watched}`, ({ owner }) => owner.setWatched(jobKey, watched))),
    lookAgain: async (jobKey) =>
      told(await call(`look again ${jobKey.slice(0, 6)}`, ({ owner }) => owner.lookAgain(jobKey))),
    output: (jobKey, kind, n, signal) =>
      call(
        `output ${jobKey.slice(0, 6)}`,
        async ({ owner, bytes }) => {
          const [record] = owner.known([jobKey]).jobs;
          const outputs = record?.attempts.flatMap((attempt) => ('outputs' in attempt ? attempt.outputs : [])) ?? [];
          const sha256 = outputs.find((output) => output.kind === kind && output.n === n)?.sha256 ?? '';
          let stored = await bytes.read(sha256);
          if (stored === undefined) {
            await owner.restore(jobKey, kind, n);
            stored = await bytes.read(sha256);
          }
          if (stored === undefined) throw new Error('what was fetched again is not there');
          return new Blob([stored.bytes], { type: stored.mediaType });
        },
        signal,
      ),
    putMedia: async (sha256, blob) => {
      const data = new Uint8Array(await blob.arrayBuffer());
      return call(`upload ${sha256.slice(0, 6)}`, async ({ bytes }) => {
        const same = hashBytes(data) === sha256;
        const chunks = (async function* () {
          yield data;
        })();
        await bytes.put(chunks, blob.type, () => (same ? { ok: true } : { ok: false, reason: 'another hash' }));
      });
    },
    media: (sha256, signal) =>
      call(
        `media ${sha256.slice(0, 6)}`,
        async ({ bytes }) => {
          const found = await bytes.read(sha256);
          return found && new Blob([found.bytes], { type: found.mediaType });
        },
        signal,
      ),
    continueService: (service, wish) =>
      call(`continue ${service}`, ({ owner, life }) => {
        // What counts is when it arrives: the service may have refused once more since the person pressed.
        const { jobs: pairs, spendGuard } = wish;
        world.tell({ kind: 'continued', service, life: life.name, pairs, spendGuard });
        return owner.continueService(originOf(service), wish);
      }),
    spend: (question) => call('spend', ({ owner }) => owner.spend(liveOrigin, question)),
    costs: (service, kinds) => call('costs', ({ owner }) => owner.costs(originOf(service), kinds)),
    settings: () => call('settings', ({ owner }) => owner.settings()),
    saveSettings: (settings) => call('save settings', ({ owner }) => owner.saveSettings(settings)),
    catalogue: (service) =>
      call('catalogue', () => ({ base_price_usd: world.services[service].priceUsd, price_unit: 'second' })),
    importJobs: () => Promise.reject(new Error('nobody opens a project here')),
    storage: () => Promise.reject(new Error('nobody looks at sizes here')),
    clear: () => Promise.reject(new Error('nobody deletes clips here')),
    showFile: () => Promise.reject(new Error('nobody looks into folders here')),
    health: () => Promise.reject(new Error('nobody asks for it here')),
  };
  return world.sabotage.client?.(client, world) ?? client;
}
