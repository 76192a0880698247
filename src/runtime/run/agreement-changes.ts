import type { Plan, Step } from '../../graph/plan.ts';
import type { Price } from '../../graph/price.ts';
import type { Quote, QuotedGeneration } from '../../graph/quote.ts';
import { listed } from './listed.ts';
import { generationPriceWords, priceWords } from './price-words.ts';
import type { Prepared } from './prepare-run.ts';

type Side = Pick<Prepared, 'plan' | 'quote' | 'price' | 'sent'>;

/** What became another one between a quote and the agreement to it, in sentences a person can check (M14). */
export function agreementChanges(before: Side, now: Side): readonly string[] {
  const found = [
    ...shotChanges(before, now),
    ...travelChanges(before.quote, now.quote),
    ...hostChanges(before.quote, now.quote),
    ...modelChanges(before, now),
    ...priceChanges(before, now),
  ];
  return found.length > 0 ? found : ['The graph was edited.'];
}

type Change = 'edited' | 'made' | 'joined' | 'ended' | 'stopped' | 'removed' | 'added';

const changeWords: Readonly<Record<Change, (one: boolean) => string>> = {
  edited: (one) => `${one ? 'was' : 'were'} edited`,
  made: (one) => `${one ? 'was' : 'were'} made meanwhile, and ${one ? 'costs' : 'cost'} nothing now`,
  joined: (one) => `${one ? 'is on its' : 'are on their'} way already, and ${one ? 'is' : 'are'} not bought again`,
  ended: () => 'had another attempt that ended meanwhile',
  stopped: () => 'cannot run any more',
  removed: (one) => `${one ? 'was' : 'were'} taken away`,
  added: () => 'would be bought as well',
};

function shotChanges(before: Side, now: Side): readonly string[] {
  const groups = new Map<Change, string[]>();
  const add = (change: Change | undefined, title: string): void => {
    if (change) groups.set(change, [...(groups.get(change) ?? []), title]);
  };
  const nowByKey = byKey(now.quote);
  for (const generation of before.quote.generations)
    add(changeOf(generation, nowByKey.get(generation.jobKey), stepOf(now.plan, generation.node)), generation.title);
  const beforeByKey = byKey(before.quote);
  const beforeNodes = new Set(before.quote.generations.map(({ node }) => node));
  for (const { jobKey, node, title } of now.quote.generations) {
    if (beforeByKey.has(jobKey) || beforeNodes.has(node)) continue;
    const step = stepOf(before.plan, node);
    add(step && orderKey(step) !== undefined && orderKey(step) !== jobKey ? 'edited' : 'added', title);
  }
  return [...groups].map(([change, titles]) => `${listed(titles)} ${changeWords[change](titles.length === 1)}.`);
}

function changeOf(
  before: QuotedGeneration,
  now: QuotedGeneration | undefined,
  step: Step | undefined,
): Change | undefined {
  if (now) return now.attempt === before.attempt && sameEarlier(before, now) ? undefined : 'ended';
  if (!step) return 'removed';
  const key = orderKey(step);
  if (key === undefined) return 'stopped';
  if (key !== before.jobKey) return 'edited';
  return step.action === 'reuse' ? 'made' : 'joined';
}

const sameEarlier = (left: QuotedGeneration, right: QuotedGeneration): boolean =>
  JSON.stringify(left.earlier) === JSON.stringify(right.earlier);

const byKey = ({ generations }: Quote): ReadonlyMap<string, QuotedGeneration> =>
  new Map(generations.map((generation) => [generation.jobKey, generation]));
const stepOf = (plan: Plan, node: string): Step | undefined => plan.steps.find((step) => step.node === node);
const orderKey = (step: Step): string | undefined =>
  'kind' in step && step.kind === 'request' ? step.order.jobKey : undefined;

function travelChanges(before: Quote, now: Quote): readonly string[] {
  const earlier = byKey(before);
  const titles = now.generations.filter(({ jobKey, media }) => {
    const was = earlier.get(jobKey)?.media;
    return was !== undefined && JSON.stringify(was) !== JSON.stringify(media);
  });
  return titles.length === 0
    ? []
    : [`References of ${listed(titles.map(({ title }) => title))} travel another way now.`];
}

function hostChanges(before: Quote, now: Quote): readonly string[] {
  const added = now.hosts.filter((host) => !before.hosts.includes(host));
  const gone = before.hosts.filter((host) => !now.hosts.includes(host));
  return [
    ...(added.length > 0 ? [`${listed(added)} would receive something as well.`] : []),
    ...(gone.length > 0 ? [`${listed(gone)} would receive nothing any more.`] : []),
  ];
}

function modelChanges(before: Side, now: Side): readonly string[] {
  return [...now.sent].flatMap(([model, sent]) => {
    const was = before.sent.get(model);
    return was === undefined || was === sent ? [] : [`${model} is sent as ${sent} now, not as ${was}.`];
  });
}

function priceChanges(before: Side, now: Side): readonly string[] {
  const [was, is] = [priceWords(before.price), priceWords(now.price)];
  if (now.quote.generations.length === 0) return [];
  if (was.sum !== is.sum) return [`The price changed from ${was.sum} to ${is.sum}.`];
  const moved = now.quote.generations.filter(({ jobKey }) => pricedOtherwise(before.price, now.price, jobKey));
  if (moved.length === 0) return [];
  return [
    ...moved.flatMap(({ jobKey, title }) => {
      const [from, to] = [before.price, now.price].map(({ each }) => generationPriceWords(each.get(jobKey)));
      return from === to ? [] : [`The price of ${title} changed from ${from} to ${to}.`];
    }),
    ...(was.about === is.about ? [] : [`The price rests on something else now: ${is.about}`]),
  ];
}

function pricedOtherwise(before: Price, now: Price, jobKey: string): boolean {
  const [was, is] = [before.each.get(jobKey), now.each.get(jobKey)];
  if (!was || !is) return false;
  if (!was.known || !is.known) return was.known !== is.known;
  return was.usd !== is.usd || was.from.source !== is.from.source;
}
