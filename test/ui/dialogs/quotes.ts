import { setParam } from '../../../src/graph/edit.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import type { KnownJob } from '../../../src/graph/known.ts';
import { planOf } from '../../../src/graph/plan.ts';
import { priceOf } from '../../../src/graph/price.ts';
import { quote } from '../../../src/graph/quote.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import type { PendingQuote } from '../../../src/ui/editor/editor.ts';
import { threeShots } from '../../graph/build.ts';
import { live } from '../strip/fake-editor.ts';
import { ordersOf } from '../strip/records.ts';

const over = { phase: 'over', attempt: 1, unsent: false, outputs: [] } as const;
const done: KnownJob = {
  phase: 'done',
  attempt: 1,
  unsent: false,
  outputs: [{ kind: 'video', n: 0 }],
  status: 'succeeded',
  attempts: [{ status: 'succeeded' }],
};

/** The live quote of three shots: the first is held, the second failed once, the third is new and names a picture by address. */
export function pendingQuote(
  change: Partial<PendingQuote> = {},
): PendingQuote & { readonly document: ReturnType<typeof graphOf> } {
  const document = graphOf();
  const [first, second] = ordersOf(document, live);
  const jobs = new Map<string, KnownJob>();
  if (first) jobs.set(first.jobKey, done);
  if (second) jobs.set(second.jobKey, { ...over, status: 'failed', attempts: [{ status: 'failed', cost: 1.08 }] });
  const known = { jobs, results: new Set<string>() };
  const plan = planOf(evaluate(document, nodeRegistry, live), known, document);
  const quoted = quote(plan, known);
  return {
    document,
    quote: quoted,
    price: priceOf(quoted, { sent: new Map(), catalogue: new Map(), past: new Map(), rates: [] }),
    accuracy: undefined,
    changed: [],
    problems: plan.problems,
    settings: { acceptedModels: {}, inlineMedia: false },
    fingerprint: 'one',
    ...change,
  };
}

function graphOf() {
  const { builder: b, shots } = threeShots();
  const mara = b.add('ImageRef', {
    file: { name: 'mara.jpg', size: 10, sha256: 'e'.repeat(64) },
    name: '<b onclick=alert(1)>Mara</b>',
  });
  const market = b.add('ImageRef', { url: 'https://pictures.example.com/market.jpg', name: 'Market' });
  b.link(mara, 'image', shots[2].generate, 'images_1');
  b.link(market, 'image', shots[2].generate, 'images_2');
  return setParam(b.document, shots[2].generate, 'duration', 6);
}
