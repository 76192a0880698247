import type { Clear, StoredClip } from '../../runtime/wire/stored-clips.ts';

/** Which clips a person looks at. */
export interface CleanUpView {
  readonly service: 'sandbox' | 'live' | 'all';
  /** Only those that were asked for at least so many days ago. */
  readonly olderThanDays: number;
  /** The graph they were made for; undefined is any. */
  readonly graph: string | undefined;
}

/** What a person sees first: what costs nothing to make again, or all there is where nothing is of that kind. */
export function firstView(clips: readonly Pick<StoredClip, 'service'>[]): CleanUpView {
  const free = clips.some(({ service }) => service === 'sandbox');
  return { service: free || clips.length === 0 ? 'sandbox' : 'live', olderThanDays: 0, graph: undefined };
}

const dayMs = 86_400_000;

/** The clips of a view, the largest first. `now` in milliseconds since 1970. */
export function clipsInView(clips: readonly StoredClip[], view: CleanUpView, now: number): readonly StoredClip[] {
  return clips
    .filter(({ service }) => view.service === 'all' || service === view.service)
    .filter(({ at }) => now - at >= view.olderThanDays * dayMs)
    .filter(({ graph }) => view.graph === undefined || graph === view.graph)
    .toSorted((left, right) => right.size - left.size || left.at - right.at);
}

/** Each graph once, with how many clips of it there are and their bytes; the largest first. */
export function graphSizes(
  clips: readonly StoredClip[],
): readonly { readonly graph: string; readonly count: number; readonly bytes: number }[] {
  const sizes = new Map<string, { graph: string; count: number; bytes: number }>();
  for (const { graph, size } of clips) {
    const sum = sizes.get(graph) ?? { graph, count: 0, bytes: 0 };
    sizes.set(graph, { graph, count: sum.count + 1, bytes: sum.bytes + size });
  }
  return [...sizes.values()].toSorted((left, right) => right.bytes - left.bytes);
}

/** Names a clip, for a set of chosen ones. */
export function clipName({ jobKey, kind, n }: Pick<StoredClip, 'jobKey' | 'kind' | 'n'>): string {
  return `${jobKey} ${kind} ${n}`;
}

/** What deleting the chosen clips would take, and which consents it needs. */
export interface CleanUpSum {
  readonly count: number;
  readonly bytes: number;
  readonly paid: number;
  readonly used: number;
  /** Of projects: no request brings them back. */
  readonly foreign: number;
}

export function sumOf(chosen: readonly StoredClip[]): CleanUpSum {
  const count = (fits: (clip: StoredClip) => boolean): number => chosen.filter(fits).length;
  return {
    count: chosen.length,
    bytes: chosen.reduce((sum, { size }) => sum + size, 0),
    paid: count(({ service }) => service === 'live'),
    used: count(({ used }) => used),
    foreign: count(({ foreign }) => foreign),
  };
}

/** The wish to delete, with the consents that were given. */
export function clearOf(chosen: readonly StoredClip[], consents: Pick<Clear, 'paid' | 'used'>): Clear {
  return { outputs: chosen.map(({ jobKey, kind, n }) => ({ jobKey, kind, n })), ...consents };
}
