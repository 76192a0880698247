import type { NodeId } from './document.ts';
import type { JobKey } from './keys.ts';
import type { Known } from './known.ts';
import type { ActiveStep, Plan, Step } from './plan.ts';
import { namedHost, type Travel, travelOf } from './travel.ts';

/** One generation that a run would buy. */
export interface QuotedGeneration {
  readonly node: NodeId;
  readonly title: string;
  readonly jobKey: JobKey;
  readonly attempt: number;
  readonly model: string;
  readonly seconds: number;
  readonly resolution: string;
  /** Reference seconds, which may be billed besides; undefined where a reference's length is unknown. */
  readonly referenceSeconds: number | undefined;
  readonly media: readonly { readonly name: string; readonly kind: string; readonly travels: Travel }[];
  /** How the attempt before ended, and what all so far cost in USD, where that is known. */
  readonly earlier?: { readonly status: string; readonly cost?: number };
}

/** A pair that the person agrees to buy: nothing outside of such pairs is ever bought (M11, M14). */
export interface AgreedAttempt {
  readonly jobKey: JobKey;
  readonly attempt: number;
}

/** What a plan would buy. */
export interface Quote {
  readonly generations: readonly QuotedGeneration[];
  /** Bought already and on their way: joined, not bought again. */
  readonly joined: number;
  readonly reused: number;
  readonly secondsByResolution: ReadonlyMap<string, number>;
  /** Whether anything goes inline, for which a person agrees once when live. */
  readonly inline: boolean;
  /** Hosts from which the service will fetch references. */
  readonly hosts: readonly string[];
  /** What the agreement covers: the generations and the joined ones. */
  readonly agreed: readonly AgreedAttempt[];
}

/** Counts what a plan would buy. Equal keys count once, whatever number of nodes asks for them (M6). */
export function quote(plan: Plan, known: Known): Quote {
  const steps = [...new Map(plan.steps.filter(isRequest).map((step) => [step.order.jobKey, step])).values()];
  const running = steps.filter((step) => step.action === 'run');
  const generations = running.filter((step) => step.why !== 'joins').map((step) => generationOf(step, known));
  const secondsByResolution = new Map<string, number>();
  for (const { resolution, seconds } of generations) {
    secondsByResolution.set(resolution, (secondsByResolution.get(resolution) ?? 0) + seconds);
  }
  const media = running.filter((step) => step.why !== 'joins').flatMap((step) => step.order.media);
  return {
    generations,
    joined: running.length - generations.length,
    reused: steps.length - running.length,
    secondsByResolution,
    inline: media.some(({ medium }) => travelOf(medium.ref, known) === 'inline'),
    hosts: [...new Set(media.flatMap(({ medium }) => namedHost(medium.ref) ?? []))].sort(),
    agreed: running.map(({ order, attempt }) => ({ jobKey: order.jobKey, attempt })),
  };
}

type RequestStep = Extract<ActiveStep, { readonly kind: 'request' }>;
function isRequest(step: Step): step is RequestStep {
  return 'kind' in step && step.kind === 'request';
}

function generationOf(step: RequestStep, known: Known): QuotedGeneration {
  const { order, attempt } = step;
  const timed = order.media.filter(({ kind }) => kind !== 'image').map(({ medium }) => medium.seconds);
  const job = known.jobs.get(order.jobKey);
  return {
    node: step.node,
    title: step.title,
    jobKey: order.jobKey,
    attempt,
    model: order.model,
    ...order.meter,
    referenceSeconds: timed.every((seconds) => seconds !== undefined)
      ? timed.reduce((sum, seconds) => sum + seconds, 0)
      : undefined,
    media: order.media.map(({ kind, medium }) => ({
      name: medium.name ?? '',
      kind,
      travels: travelOf(medium.ref, known),
    })),
    ...(job && attempt > 1
      ? { earlier: { status: job.status, ...(job.cost === undefined ? {} : { cost: job.cost }) } }
      : {}),
  };
}
