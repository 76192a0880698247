import type { GraphDocument } from '../../graph/document.ts';
import { evaluate, type Evaluation } from '../../graph/evaluate.ts';
import type { Known } from '../../graph/known.ts';
import { type Plan, planOf } from '../../graph/plan.ts';
import { free, type Price, priceOf } from '../../graph/price.ts';
import type { Problem } from '../../graph/problem.ts';
import { type Quote, quote } from '../../graph/quote.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { Service } from '../../graph/service.ts';
import type { ResultStore } from '../stores/result-store.ts';
import type { JobClient, ServicePath } from '../wire/job-client.ts';
import type { Accuracy, Settings } from '../wire/messages.ts';
import { agreementPrint } from './agreement-print.ts';
import type { JobFeed } from './job-feed.ts';
import { knownOf } from './known-of.ts';
import { askPrices } from './price-book.ts';
import { keysOf } from './run-keys.ts';
import { type HeldBack, onlyAgain, partOf, type RunPart } from './run-part.ts';
import { seedEdit } from './seed-edit.ts';

/** A run that could start: what it would do and buy, for a person to agree to. */
export interface Prepared {
  readonly service: Service;
  /** The whole document that came in, after the seed controls that were due. The caller takes it over as one edit. */
  readonly document: GraphDocument;
  /** What it would run: the document, or the part of it that was asked for. */
  readonly runs: GraphDocument;
  /** The part that was asked for. */
  readonly part: RunPart | undefined;
  /** What of it is not run after all, since it would have to buy something else. */
  readonly heldBack: readonly HeldBack[];
  readonly evaluation: Evaluation;
  readonly known: Known;
  readonly plan: Plan;
  readonly quote: Quote;
  readonly price: Price;
  /** Live only: how the last quotes stood to the bill. */
  readonly accuracy: Accuracy | undefined;
  /** Live only: the model that is sent, by the model as written. */
  readonly sent: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** Live only: consents as they are remembered. */
  readonly settings: Settings | undefined;
  /** Whether a person has to agree that local media go inline. */
  readonly needsInlineConsent: boolean;
  /** Hash of what is agreed: the same as long as the run would do and buy the same. */
  readonly fingerprint: string;
}

export interface PrepareOptions {
  readonly registry: NodeRegistry;
  readonly jobs: Pick<JobClient, 'settings' | 'catalogue' | 'costs'>;
  readonly feed: Pick<JobFeed, 'ask'>;
  readonly results: ResultStore;
  /** 0 ≤ x < 1, for seeds. */
  readonly random: () => number;
  /** Whether seed controls may change the document; not when an agreement is checked. */
  readonly changeSeeds: boolean;
  /** Only this of the document. */
  readonly part?: RunPart | undefined;
}

/** Plans and quotes a document. Throws a GatewayUnreachable or a GatewayError. */
export async function prepareRun(before: GraphDocument, service: Service, options: PrepareOptions): Promise<Prepared> {
  const { registry, results, feed, jobs, random, changeSeeds, part } = options;
  const look = async (document: GraphDocument, of: RunPart | undefined) => {
    const runs = partOf(document, of);
    const evaluation = evaluate(runs, registry, service);
    const records = await feed.ask(keysOf(evaluation).jobs);
    return { document, runs, evaluation, known: knownOf(records, await results.keys()) };
  };
  let seen = await look(before, part);
  if (changeSeeds) {
    const document = seedEdit(before, seen.evaluation, seen.known, random, part);
    if (document !== before) seen = await look(document, part);
  }
  let heldBack: readonly HeldBack[] = [];
  if (part?.kind === 'again') {
    const again = onlyAgain(seen.runs, seen.evaluation, seen.known, part.nodes);
    heldBack = again.heldBack;
    if (heldBack.length > 0) seen = await look(seen.document, { ...part, nodes: [...again.nodes] });
  }
  const { document, runs, evaluation, known } = seen;
  const plan = planOf(evaluation, known, runs);
  const quoted = quote(plan, known);
  const live = service !== 'sandbox';
  const settings = live ? await jobs.settings() : undefined;
  const asked = settings && (await askPrices(quoted, jobs, settings));
  const price = asked ? priceOf(quoted, asked) : free;
  const sent = asked?.sent ?? new Map<string, string>();
  const needsInlineConsent = live && quoted.inline && settings?.inlineMedia !== true;
  const fingerprint = agreementPrint(evaluation, quoted, price, sent);
  const { problems } = plan;
  return {
    service,
    document,
    runs,
    part,
    heldBack,
    evaluation,
    known,
    plan,
    quote: quoted,
    price,
    accuracy: asked?.accuracy,
    sent,
    problems,
    settings,
    needsInlineConsent,
    fingerprint,
  };
}

/** In paths, and towards the gateway, a service is one of two words. */
export function servicePathOf(service: Service): ServicePath {
  return service === 'sandbox' ? 'sandbox' : 'live';
}
