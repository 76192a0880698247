import { randomUUID } from 'node:crypto';
import type { Environment } from '../../gateway/host/environment.ts';
import { systemClock } from '../../gateway/host/system-clock.ts';
import { inspectClip } from '../../media/inspect-clip.ts';
import { viewOf, walkBoxes } from '../../media/mp4-box-walk.ts';
import { nodeRegistry } from '../../node-registry.ts';
import { readOutputs } from '../../runtime/runcomfy/read-outputs.ts';
import { memoryResultStore } from '../../runtime/stores/result-store.ts';
import { changeSettings } from '../../runtime/wire/change-settings.ts';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import type { Settings } from '../../runtime/wire/messages.ts';
import { acceptance, modelOffers, type ModelOffer, offerOf } from '../accept-models.ts';
import { freeTerms } from '../agree-to-buy.ts';
import { askYes } from '../ask-yes.ts';
import { continueLive } from '../continue-live.ts';
import { driveHere } from '../drive-here.ts';
import { CommandError, exitCodes } from '../exit-codes.ts';
import { newRun } from '../new-run.ts';
import { outlookOn } from '../outlook.ts';
import { ownerOf } from '../owner/owner-of.ts';
import { tellQuote } from '../tell-quote.ts';
import type { Terminal } from '../terminal.ts';
import { askRange } from './ask-range.ts';
import { exchangesOf } from './exchange.ts';
import type { Findings, MadeClip } from './findings.ts';
import { paidDocument } from './paid-document.ts';
import type { Observations, watchService } from './watch-service.ts';

export interface BuyClip {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly watched: ReturnType<typeof watchService>;
  readonly models: Findings['models'];
  /** Agreed to on the command line. */
  readonly yes: boolean;
  readonly limitMs: number;
}

export type Bought = Required<Pick<Findings, 'record'>> & Pick<Findings, 'clip' | 'range'>;

/**
 * Makes the one clip of `--paid` through the ordinary job core, after asking: claimed, recorded, and in the history like any
 * other. Who asks again joins it, or has it already. Throws a CommandError for every other end, also for a No.
 */
export async function buyClip(wish: BuyClip): Promise<Bought> {
  const { terminal, environment, watched } = wish;
  const link = await ownerOf(terminal, environment, watched.watch);
  try {
    const { jobs, attachedTo } = link;
    if (attachedTo !== undefined) {
      const why = 'The doctor has to send the clip itself, to see what is answered.';
      throw new CommandError(exitCodes.failed, `The Shotgraph at ${attachedTo} keeps the jobs: end it first. ${why}`);
    }
    if ((await jobs.health()).services.live.token === 'none')
      throw new CommandError(exitCodes.usage, 'A paid clip needs a token: shotgraph login.');
    const document = paidDocument(nodeRegistry);
    const outlook = await outlookOn(document, environment.serviceOrigin, jobs);
    const { evaluation, records, plan, quote: quoted } = outlook;
    if (plan.steps.some(({ why }) => why === 'undecided')) {
      const reason = 'The doctor’s clip may have been sent before: start shotgraph, and decide in its history.';
      throw new CommandError(exitCodes.undecided, `${reason} Nothing was sent.`);
    }
    let terms = freeTerms;
    if (quoted.agreed.length > 0) {
      const settings = await jobs.settings();
      const offers = openOffers(settings, wish.models, records);
      const accepted = acceptance(offers);
      terms = await tellQuote(terminal, quoted, jobs, changeSettings(settings, accepted));
      if (quoted.generations.length > 0) {
        for (const { model, offered } of offers) terminal.err(`It goes as ${offered}: ${model} is not there any more.`);
        if (!wish.yes && !(await askYes(terminal, 'Buy this clip?')))
          throw new CommandError(exitCodes.usage, 'Nothing was bought.');
        if (offers.length > 0) await jobs.saveSettings(accepted);
        await continueLive(jobs, quoted.agreed, (line) => terminal.err(line));
      }
    }
    if (quoted.generations.length === 0) terminal.err('The doctor’s clip was bought before: nothing to pay.');
    const run = newRun({
      id: randomUUID(),
      graph: document.title,
      document,
      evaluation,
      quote: quoted,
      terms,
      now: systemClock.now(),
    });
    const results = memoryResultStore();
    const localBytes = async (): Promise<undefined> => undefined;
    return await driveHere({ terminal, link, run, localBytes, results }, async ({ records, output }) => {
      const [record] = [...records.values()];
      if (record === undefined) throw new Error('a run that ended has its job');
      return { record, ...(await madeClip(record, output)), ...(await rangeOf(watched.seen, wish)) };
    });
  } finally {
    await link.leave([]);
  }
}

/** A newer id that the person agrees to with the clip, where the catalogue or an earlier try says that the old one is gone. */
function openOffers(
  { acceptedModels }: Pick<Settings, 'acceptedModels'>,
  models: Findings['models'],
  records: readonly JobRecord[],
): readonly ModelOffer[] {
  const missing = models.flatMap(({ model, reading }) => (reading.kind === 'missing' ? [offerOf(model) ?? []] : []));
  const there = new Set(models.flatMap(({ model, reading }) => (reading.kind === 'found' ? [model] : [])));
  const offers = [...missing.flat().filter(({ offered }) => there.has(offered)), ...modelOffers(records)];
  const fresh = offers.filter(({ model, offered }) => acceptedModels[model] !== offered);
  return [...new Map(fresh.map((offer) => [offer.model, offer])).values()];
}

async function madeClip(record: JobRecord, output: JobClient['output']): Promise<{ readonly clip?: MadeClip }> {
  const attempt = presentAttempt(record);
  const first = attempt.status === 'succeeded' ? attempt.outputs.find(({ kind }) => kind === 'video') : undefined;
  if (first === undefined) return {};
  const bytes = new Uint8Array(await (await output(record.jobKey, first.kind, first.n)).arrayBuffer());
  const { boxes } = walkBoxes(viewOf(bytes), 0, bytes.length);
  const facts = await inspectClip(bytes);
  return { clip: { facts, bytes: bytes.length, boxes: boxes.map(({ type }) => type) } };
}

/** Only while its address is fresh: what was made before is not asked for anew. */
async function rangeOf(seen: Observations, wish: BuyClip): Promise<Pick<Findings, 'range'>> {
  const results = exchangesOf(seen.exchanges, 'result');
  const [address] = results.flatMap(({ json }) =>
    typeof json === 'object' && json !== null && 'output' in json ? readOutputs(json.output).addresses : [],
  );
  if (address === undefined) return {};
  return { range: await askRange(address.url, wish.environment.mediaHosts, wish.limitMs) };
}
