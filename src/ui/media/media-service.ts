import type { NodeId } from '../../graph/document.ts';
import type { MediaRef } from '../../graph/media-ref.ts';
import { hostOf, urlRefusal } from '../../graph/public-url.ts';
import type { ClipFacts } from '../../media/clip-facts.ts';
import type { ClipCache } from '../../runtime/stores/clip-cache.ts';
import type { PosterCache } from '../../runtime/stores/poster-cache.ts';
import type { ResultStore } from '../../runtime/stores/result-store.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { MediaViews } from '../canvas/media-views.ts';
import type { Editor } from '../editor/editor.ts';
import { mediumOf } from './medium-of.ts';
import { type MediumPlace, type OutputPlace, outputsOf, placeOf, placeOfOutput, recordsOf } from './medium-place.ts';
import { type ObjectUrls, sightKeeper, type Sight } from './sight-keeper.ts';
import { releaseUrl } from './release-url.ts';
import { readStill, type Still } from './still.ts';

/** Pictures, first frames and clips of the open document for canvas, strip and player. */
export interface MediaService extends MediaViews {
  /** How a node's picture stands: made, on its way, not there yet, or why it cannot be shown. */
  imageSight(node: NodeId): Sight;
  /** How the first frame of a node's clip stands. */
  posterSight(node: NodeId): Sight;
  /** The first frame of a clip by provenance. */
  posterOf(ref: MediaRef): Sight;
  /** The first frame, or the picture, that a job left: for histories and takes. */
  posterOfJob(record: JobRecord): Sight;
  /** The bytes of a clip by provenance; undefined while nothing made it. Rejects with an error whose message can be shown. */
  clipOf(ref: MediaRef): Promise<Blob> | undefined;
  /** Names the bytes of a medium, for views that hold them; undefined while nothing made it. */
  keyOf(ref: MediaRef): string | undefined;
  /** Size, frame rate and real length, once the clip was read for its first frame. */
  factsOf(ref: MediaRef): ClipFacts | undefined;
  /** Hosts that pictures of this document would be loaded from, as long as nobody allowed it (SEC26). */
  readonly hostsToAsk: readonly string[];
  /** Loads the pictures that the document names now by address. Whatever is typed or opened later asks again. */
  loadPreviews(): void;
  /** Tries again what could not be shown. */
  retry(): void;
  /** Calls back when a sight changes. Returns what ends that. */
  subscribe(listener: () => void): () => void;
  dispose(): void;
}

export interface MediaServiceOptions {
  readonly editor: Pick<Editor, 'state' | 'subscribe' | 'jobs' | 'registry'>;
  readonly clips: ClipCache;
  readonly posters: PosterCache;
  readonly results: Pick<ResultStore, 'get'>;
  /** Bytes of picked files that this browser holds, by hash. */
  readonly localBytes?: (sha256: string) => Promise<Blob | undefined>;
  /** Reads a clip's facts and first frame. */
  readonly still?: (clip: Blob) => Promise<Still>;
  readonly urls?: ObjectUrls;
}

const pageUrls: ObjectUrls = { createObjectURL: (bytes) => URL.createObjectURL(bytes), revokeObjectURL: releaseUrl };

/** Bytes that cannot be had, in a sentence for the person. */
export class PreviewError extends Error {
  override readonly name = 'PreviewError';
}

const deletedWords = 'Its file was deleted by hand. Play it to fetch it again: nothing is charged.';

const none: Sight = { kind: 'none' };

export function createMediaService(options: MediaServiceOptions): MediaService {
  const { editor, clips, posters, results, localBytes, still = readStill, urls = pageUrls } = options;
  const over = new AbortController();
  const listeners = new Set<() => void>();
  const allowed = new Set<string>();
  const reading = new Map<string, Promise<Blob>>();
  let told = false;
  const tell = (): void => {
    if (told) return;
    told = true;
    queueMicrotask(() => {
      told = false;
      for (const listener of listeners) listener();
    });
  };
  const sights = sightKeeper(urls, tell);
  let seen = editor.state;
  let records = recordsOf(seen.states.values());

  async function nearAt({ key }: MediumPlace): Promise<Blob | undefined> {
    return (await localBytes?.(key)) ?? clips.get(key);
  }

  async function read(place: MediumPlace): Promise<Blob> {
    if (place.kind === 'address') throw new PreviewError('A clip by its address is read by the service only.');
    if (place.kind === 'result') {
      const held = await results.get(place.key);
      if (!held)
        throw new PreviewError(
          'This browser does not hold it any more. Run again to make it anew: nothing is charged.',
        );
      return held.bytes;
    }
    const near = await nearAt(place);
    if (near) return near;
    const bytes =
      place.kind === 'output'
        ? await editor.jobs.output(place.jobKey, place.output, place.n, over.signal)
        : await editor.jobs.media(place.key, over.signal);
    if (!bytes) throw new PreviewError('The file is not here. Choose it again.');
    await clips.put(place.key, bytes);
    // The stored copy lies in a file and costs no memory (facts/media.md); its type may be lost on the way.
    const stored = await clips.get(place.key);
    return stored && stored.type === bytes.type ? stored : bytes;
  }

  /** The bytes at a place. Read once, however many ask at a time. */
  function bytesAt(place: MediumPlace): Promise<Blob> {
    let promise = reading.get(place.key);
    if (!promise) {
      promise = read(place).finally(() => reading.delete(place.key));
      reading.set(place.key, promise);
    }
    return promise;
  }

  function pictureAt(place: MediumPlace): Sight {
    if (place.kind !== 'address')
      return sights.see(lookAt('picture', place), async () => ({ picture: await seenAt(place) }));
    if (urlRefusal(place.url) !== undefined) return { kind: 'failed', why: urlRefusal(place.url) ?? '' };
    return allowed.has(place.url) ? { kind: 'ready', url: place.url } : { kind: 'asks', host: hostOf(place.url) };
  }

  function frameAt(place: MediumPlace): Sight {
    if (place.kind === 'address') return { kind: 'failed', why: 'A clip by its address is read by the service only.' };
    return sights.inTurn(lookAt('frame', place), async () => still(await seenAt(place)));
  }

  /** A first frame alone, kept small: a history of thousands must not bring every clip into the browser. */
  function posterAt(place: OutputPlace): Sight {
    return sights.inTurn(lookAt('poster', place), async () => {
      const kept = await posters.get(place.key);
      if (kept) return { picture: kept };
      const near = await nearAt(place);
      if (!near && place.cleared) throw new PreviewError(deletedWords);
      const clip = near ?? (await editor.jobs.output(place.jobKey, place.output, place.n, over.signal));
      const { picture } = await still(clip);
      await posters.put(place.key, picture);
      return { picture };
    });
  }

  /** What a job left, to look at: a picture as it is, a clip as `videoAt` shows it. */
  function sightOfJob(record: JobRecord, videoAt: (place: OutputPlace) => Sight): Sight {
    const [output] = outputsOf(record);
    if (!output) return none;
    const place = placeOfOutput(record.jobKey, output);
    return output.kind === 'video' ? videoAt(place) : pictureAt(place);
  }

  /** The bytes for a look at them: what a person deleted does not come back because a page shows it. */
  async function seenAt(place: MediumPlace): Promise<Blob> {
    if (place.kind !== 'output' || !place.cleared) return bytesAt(place);
    const near = await nearAt(place);
    if (!near) throw new PreviewError(deletedWords);
    return near;
  }

  /** Deleted and fetched again is another sight: what failed before is looked at anew. */
  function lookAt(what: 'picture' | 'frame' | 'poster', place: MediumPlace): string {
    return `${what} ${place.key}${place.kind === 'output' && place.cleared ? ' deleted' : ''}`;
  }

  const medium = (node: NodeId, kind: 'picture' | 'clip' | 'sound') =>
    mediumOf(editor.state.document, editor.registry, editor.state.evaluation, node, kind);
  const place = (ref: MediaRef): MediumPlace | undefined => {
    const found = placeOf(ref, records);
    return found?.kind === 'result' && !isMade(found.key) ? undefined : found;
  };
  /** Whether an operation's result may be held: nodes say so; of one that no node stands for, the store knows. */
  function isMade(key: string): boolean {
    const makers = [...seen.states.values()].filter(({ cacheKey }) => cacheKey === key);
    return makers.length === 0 || makers.some(({ state }) => state === 'succeeded' || state === 'reused');
  }
  const addresses = (): readonly string[] =>
    [...seen.evaluation.nodes.keys()].flatMap((id) => {
      const ref = medium(id, 'picture')?.ref;
      return ref && 'url' in ref && urlRefusal(ref.url) === undefined ? [ref.url] : [];
    });

  function follow(): void {
    const { state } = editor;
    if (state === seen) return;
    const reachable = seen.connection !== 'connected' && state.connection === 'connected';
    const other = seen.graphId !== state.graphId;
    const changed = state.states !== seen.states || state.evaluation !== seen.evaluation;
    seen = state;
    if (other) allowed.clear();
    if (reachable) sights.forgetFailures();
    if (!changed) return;
    records = recordsOf(state.states.values());
    sights.sweep(liveKeys());
  }
  function liveKeys(): ReadonlySet<string> {
    const keys = new Set([...records.values()].flatMap((record) => outputsOf(record).map(({ sha256 }) => sha256)));
    for (const { cacheKey } of seen.states.values()) if (cacheKey !== undefined) keys.add(cacheKey);
    for (const id of seen.evaluation.nodes.keys()) {
      const ref = medium(id, 'picture')?.ref;
      if (ref && 'sha256' in ref) keys.add(ref.sha256);
    }
    return new Set([...keys].flatMap((key) => [`picture ${key}`, `frame ${key}`, `poster ${key}`]));
  }
  const unwatch = editor.subscribe(follow);

  const service: MediaService = {
    imageSight(node) {
      follow();
      const ref = medium(node, 'picture')?.ref;
      const found = ref && place(ref);
      return found ? pictureAt(found) : none;
    },
    posterSight(node) {
      follow();
      const ref = medium(node, 'clip')?.ref;
      const found = ref && place(ref);
      if (found) return frameAt(found);
      const before = seen.states.get(node)?.runJob;
      return before ? sightOfJob(before, frameAt) : none;
    },
    posterOf(ref) {
      follow();
      const found = place(ref);
      return found ? frameAt(found) : none;
    },
    posterOfJob: (record) => sightOfJob(record, posterAt),
    image: (node) => shown(service.imageSight(node)),
    poster: (node) => shown(service.posterSight(node)),
    clip(node) {
      follow();
      const ref = (medium(node, 'clip') ?? medium(node, 'sound'))?.ref;
      return ref && service.clipOf(ref);
    },
    clipOf(ref) {
      follow();
      const found = place(ref);
      return found && bytesAt(found);
    },
    keyOf(ref) {
      follow();
      return place(ref)?.key;
    },
    factsOf(ref) {
      const found = place(ref);
      return found && sights.factsOf(`frame ${found.key}`);
    },
    get hostsToAsk() {
      follow();
      return [
        ...new Set(
          addresses()
            .filter((url) => !allowed.has(url))
            .map(hostOf),
        ),
      ].sort();
    },
    loadPreviews() {
      follow();
      for (const url of addresses()) allowed.add(url);
      tell();
    },
    retry() {
      sights.forgetFailures();
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose() {
      over.abort(new DOMException('the editor is gone', 'AbortError'));
      unwatch();
      listeners.clear();
      sights.dispose();
    },
  };
  return service;
}

function shown(sight: Sight): string | undefined {
  return sight.kind === 'ready' ? sight.url : undefined;
}
