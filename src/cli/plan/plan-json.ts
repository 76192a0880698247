import type { JsonObject } from '../../graph/json.ts';
import type { Price } from '../../graph/price.ts';
import type { PlanRow } from './plan-rows.ts';
import type { PlanSight } from './plan-sight.ts';

/** A plan for scripts. The shape is documented in docs/plan-json.md, and only grows. */
export function planJson({ document, service, rows, quote, price, problems, inlineAgreed }: PlanSight): JsonObject {
  return {
    schema: 1,
    graph: document.title,
    service,
    steps: rows.map((row) => rowJson(row, price)),
    totals: {
      buy: quote.generations.length,
      seconds: quote.generations.reduce((sum, { seconds }) => sum + seconds, 0),
      secondsByResolution: Object.fromEntries(quote.secondsByResolution),
      join: quote.joined,
      reuse: quote.reused,
    },
    inline: { needed: quote.inline, agreed: inlineAgreed },
    hosts: [...quote.hosts],
    price: { usd: price.usd, known: price.known, unknown: price.unknown, source: price.weakest ?? null },
    problems: problems.map((problem) => ({ ...problem, place: { ...problem.place } })),
  };
}

function rowJson(
  { node, title, action, why, jobKey, attempt, generation, reason }: PlanRow,
  { each }: Price,
): JsonObject {
  const own = generation && each.get(generation.jobKey);
  const bought = generation && {
    model: generation.model,
    seconds: generation.seconds,
    resolution: generation.resolution,
    referenceSeconds: generation.referenceSeconds ?? null,
    media: generation.media.map((medium) => ({ ...medium })),
    earlier: generation.earlier.map((attempt) => ({ ...attempt })),
    price: own?.known ? { usd: own.usd, source: own.from.source } : null,
  };
  return {
    node,
    title,
    action,
    why,
    ...(jobKey !== undefined && { jobKey }),
    ...(attempt !== undefined && { attempt }),
    ...bought,
    ...(reason !== undefined && { reason }),
  };
}
