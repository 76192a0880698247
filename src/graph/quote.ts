import type { GenerationRequest } from './definition.ts';
import type { NodeId } from './document.ts';
import type { JobKey } from './keys.ts';
import type { Known, KnownAttempt } from './known.ts';
import type { Meter } from './meter.ts';
import type { ActiveStep, Plan, Step } from './plan.ts';
import type { Service } from './service.ts';
import type { Medium } from './socket.ts';
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
  /** Whether it is asked for with sound. */
  readonly sound: boolean;
  /** Reference seconds, which may be billed besides; undefined where a reference's length is unknown. */
  readonly referenceSeconds: number | undefined;
  readonly media: readonly QuotedMedium[];
  /** The attempts before this one: how each ended, and what it cost where that is known. */
  readonly earlier: readonly KnownAttempt[];
}

/** A medium of a generation, and how it reaches the service. */
export interface QuotedMedium {
  readonly name: string;
  readonly kind: string;
  readonly travels: Travel;
  /** Of a typed address: the host that the service will fetch it from. */
  readonly host?: string;
}

/** A pair that the person agrees to buy: nothing outside of such pairs is ever bought (M11, M14). */
export interface AgreedAttempt {
  readonly jobKey: JobKey;
  readonly attempt: number;
}

/** What a plan would buy. */
export interface Quote {
  /** Where everything is sent. */
  readonly service: Service;
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
    service: plan.service,
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

/** What a generation may be billed by. */
export function meterOf({ seconds, resolution, sound, referenceSeconds }: QuotedGeneration): Meter {
  return { seconds, resolution, sound, ...(referenceSeconds === undefined ? {} : { referenceSeconds }) };
}

function generationOf(step: RequestStep, known: Known): QuotedGeneration {
  const { order, attempt } = step;
  return {
    node: step.node,
    title: step.title,
    jobKey: order.jobKey,
    attempt,
    model: order.model,
    ...order.meter,
    referenceSeconds: referenceSecondsOf(order),
    media: order.media.map(({ kind, medium }) => mediumOf(kind, medium, known)),
    earlier: known.jobs.get(order.jobKey)?.attempts.slice(0, attempt - 1) ?? [],
  };
}

/** Seconds of the clips and sounds that a generation refers to, or undefined where the length of one is unknown. */
export function referenceSecondsOf({ media }: Pick<GenerationRequest, 'media'>): number | undefined {
  const timed = media.filter(({ kind }) => kind !== 'image').map(({ medium }) => medium.seconds);
  return timed.every((seconds) => seconds !== undefined) ? timed.reduce((sum, seconds) => sum + seconds, 0) : undefined;
}

function mediumOf(kind: string, { name = '', ref }: Medium, known: Known): QuotedMedium {
  const host = namedHost(ref);
  return { name, kind, travels: travelOf(ref, known), ...(host === undefined ? {} : { host }) };
}
