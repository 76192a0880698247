import type { GraphDocument } from '../graph/document.ts';
import type { Evaluation } from '../graph/evaluate.ts';
import { hashJson } from '../graph/hash.ts';
import type { Quote } from '../graph/quote.ts';
import { agreedPairs } from '../runtime/run/agreed-pairs.ts';
import { runDocumentOf } from '../runtime/run/run-document.ts';
import { keysOf } from '../runtime/run/run-keys.ts';
import type { Run } from '../runtime/run/run.ts';
import type { AgreedTerms } from './tell-quote.ts';

/** The Run of one call of the command: what its arguments agreed to. */
export function newRun(from: {
  readonly id: string;
  readonly graph: string;
  readonly document: GraphDocument;
  readonly evaluation: Evaluation;
  readonly quote: Quote;
  readonly terms: AgreedTerms;
  readonly now: number;
}): Run {
  const { id, graph, document, evaluation, quote, terms, now } = from;
  const agreed = agreedPairs(quote, terms.price, terms.sent);
  return {
    schema: 1,
    id,
    graph: graph.slice(0, 200),
    service: evaluation.service,
    document: runDocumentOf(document),
    fingerprint: hashJson(agreed),
    agreed,
    consents: { inlineMedia: quote.inline },
    keys: Object.fromEntries(keysOf(evaluation).byNode),
    startedAt: now,
    touchedAt: now,
    cancelRequested: false,
    state: { kind: 'running' },
    steps: {},
  };
}
