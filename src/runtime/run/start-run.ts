import { hashJson } from '../../graph/hash.ts';
import { typedAbove } from '../wire/typed-above.ts';
import { agreedPairs } from './agreed-pairs.ts';
import { servicePathOf, type Prepared } from './prepare-run.ts';
import type { Run } from './run.ts';
import { runDocumentOf } from './run-document.ts';
import { keysOf } from './run-keys.ts';

/** A person's yes to a quote, for that quote alone. */
export interface Agreement {
  readonly fingerprint: string;
  /** That local media go inline to the service. */
  readonly inlineMedia: boolean;
  /** The number of generations as the person typed it, where that was asked for (U09). */
  readonly typed?: number;
}

/** Why a run does not start. `changed`: what was agreed is no longer what would happen; ask again with the fresh one. */
export type StartRefusal = 'not-agreed' | 'changed' | 'number-not-typed' | 'inline-not-agreed';

/** Whether a person's yes covers what would happen now. A rehearsal is free and needs none. */
export function judgeAgreement(fresh: Prepared, agreement: Agreement | undefined): StartRefusal | undefined {
  if (servicePathOf(fresh.service) === 'sandbox') return undefined;
  if (!agreement) return 'not-agreed';
  if (agreement.fingerprint !== fresh.fingerprint) return 'changed';
  const { length } = fresh.quote.generations;
  if (length > typedAbove(fresh.settings) && agreement.typed !== length) return 'number-not-typed';
  return fresh.needsInlineConsent && !agreement.inlineMedia ? 'inline-not-agreed' : undefined;
}

/** The Run of an agreement. */
export function runOf(prepared: Prepared, graph: string, id: string, now: number, inlineMedia: boolean): Run {
  const { service, runs, part, heldBack, evaluation, quote, price, sent, fingerprint } = prepared;
  const held = new Set(heldBack.map(({ node }) => node));
  return {
    schema: 1,
    id,
    graph,
    service,
    document: runDocumentOf(runs),
    ...(part ? { part: { ...part, nodes: part.nodes.filter((node) => !held.has(node)) } } : {}),
    fingerprint,
    agreed: agreedPairs(quote, price, sent),
    consents: { inlineMedia },
    keys: Object.fromEntries(keysOf(evaluation).byNode),
    startedAt: now,
    touchedAt: now,
    cancelRequested: false,
    state: { kind: 'running' },
    steps: {},
  };
}

/** Whether two Runs would make the same things: then a second press joins the first (U03). */
export function sameWork(run: Run, prepared: Prepared): boolean {
  const keys = Object.fromEntries(keysOf(prepared.evaluation).byNode);
  return run.service === prepared.service && hashJson(run.keys) === hashJson(keys);
}
