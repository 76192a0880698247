import type { GraphDocument, GraphNode, NodeId, Point, Size } from '../../graph/document.ts';
import { addNode } from '../../graph/edit.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { LocalFile } from '../../graph/local-file.ts';
import { jobsBehind } from '../../graph/media-ref.ts';
import { recallJob, type RecallableJob } from '../../graph/recall-job.ts';
import { sourceOfMedium } from '../../graph/recall-source.ts';
import { mediaIn, mediumName } from '../../graph/request-media.ts';
import type { JsonObject } from '../../graph/json.ts';
import { endingOf } from '../../media/media-types.ts';
import { type JobRecord, presentAttempt } from '../../runtime/wire/job-record.ts';
import { shownText } from '../canvas/shown-text.ts';
import { clipFileName } from '../strip/file-names.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { Editor } from './editor.ts';
import { freePlace, placeBelow } from './free-place.ts';
import type { OpenGraphs } from './open-graph.ts';
import { troubleNotice } from './trouble-words.ts';

/** What is wider than this goes under the graph, in graph units. */
const widestBeside = 700;

/** How far back a chain of shots is followed. */
const mostBehind = 200;

/** The nodes that came to a document. */
function added({ nodes }: GraphDocument, before: GraphDocument): readonly GraphNode[] {
  const known = new Set(before.nodes.map(({ id }) => id));
  return nodes.filter(({ id }) => !known.has(id));
}

/** The rectangle around nodes; of none it is empty. */
function areaOf(nodes: readonly GraphNode[]): { readonly pos: Point; readonly size: Size } {
  if (nodes.length === 0) return { pos: [0, 0], size: [0, 0] };
  const [left, top] = [Math.min(...nodes.map(({ pos }) => pos[0])), Math.min(...nodes.map(({ pos }) => pos[1]))];
  const right = Math.max(...nodes.map(({ pos, size }) => pos[0] + size[0]));
  const bottom = Math.max(...nodes.map(({ pos, size }) => pos[1] + size[1]));
  return { pos: [left, top], size: [right - left, bottom - top] };
}

/** Puts what the history holds on the canvas again: a job with all that goes into it, or its clip alone. */
export function putBackCalls(
  options: EditorOptions,
  core: EditorCore,
  open: OpenGraphs,
): Pick<Editor, 'putBack' | 'useClip'> {
  const { registry, jobs, onTrouble } = options;

  async function attempt(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const notice = troubleNotice(error, what);
      if (!notice) onTrouble(error);
      core.notify(notice ?? { tone: 'bad', text: what });
    }
  }

  /** The job and every job whose clip it was made from. */
  async function chain(job: JobRecord): Promise<ReadonlyMap<JobKey, RecallableJob>> {
    const found = new Map<JobKey, RecallableJob>();
    let next: readonly JobRecord[] = [job];
    while (next.length > 0 && found.size < mostBehind) {
      for (const { jobKey, service, model, take, request, media, origin } of next) {
        const names = new Map(media.flatMap(({ ref, name }) => (name === undefined ? [] : [[mediumName(ref), name]])));
        found.set(jobKey, { jobKey, service, model, take, request: request as JsonObject, title: origin.title, names });
      }
      const behind = next.flatMap((one) => mediaIn(one.request as JsonObject).flatMap(jobsBehind));
      const keys = [...new Set(behind.map(({ jobKey }) => jobKey))].filter((key) => !found.has(key));
      next = keys.length === 0 ? [] : (await jobs.known(keys)).jobs;
    }
    return found;
  }

  /** Local bytes that the gateway still has, named as nodes name them. */
  async function filesOf(chained: readonly RecallableJob[]): Promise<ReadonlyMap<string, LocalFile>> {
    const names = new Map(chained.flatMap((job) => [...(job.names ?? [])]));
    const hashes = new Set(
      [...chained].flatMap(({ request }) => mediaIn(request).flatMap((ref) => ('sha256' in ref ? [ref.sha256] : []))),
    );
    const files = new Map<string, LocalFile>();
    for (const sha256 of hashes) {
      const bytes = await jobs.media(sha256);
      if (!bytes || bytes.size === 0) continue;
      const called = names.get(mediumName({ sha256 }))?.replace(/[\\/:]/g, ' ') ?? sha256.slice(0, 8);
      files.set(sha256, { name: `${called}.${endingOf(bytes.type)}`, size: bytes.size, sha256 });
    }
    return files;
  }

  const show = (document: GraphDocument, label: string, node: NodeId): void => {
    open.edit(document, label);
    core.set({ selection: new Set([node]) });
  };

  return {
    putBack: (job) =>
      attempt('The shot could not be put back.', async () => {
        const called = `“${shownText(job.origin.title) || 'Untitled'}”`;
        const chained = await chain(job);
        const files = await filesOf([...chained.values()]);
        const before = open.present.document;
        const sources = { registry, jobs: chained, fileOf: (sha256: string) => files.get(sha256) };
        const recall = (at: Point) => recallJob(before, job.jobKey, sources, at);
        const laid = recall([0, 0]);
        // Where all of it stands in the clear: a chain of shots is wider than one, and beside the graph it would be far away.
        const area = areaOf(laid ? added(laid.document, before) : []);
        const at =
          area.size[0] > widestBeside && before.nodes.length > 0
            ? placeBelow(before)
            : freePlace(before, area.size, options.middle(), undefined);
        const recalled = recall([at[0] - area.pos[0], at[1] - area.pos[1]]);
        if (!recalled) {
          const detail = 'No kind of node of this version asks for such a request. Its clip can be used all the same.';
          core.notify({ tone: 'warn', text: `${called} cannot be put back as a shot.`, detail });
          return;
        }
        show(recalled.document, `Put ${called} back`, recalled.node);
        if (recalled.document === before) core.notify({ tone: 'info', text: `${called} is on the canvas already.` });
        else if (recalled.exact)
          core.notify({
            tone: 'ok',
            text: `${called} is back on the canvas. What was made of it counts; nothing is bought again.`,
          });
        else {
          const detail = `Not found any more: ${recalled.lacking.join(', ')}. As it stands, a run would make it anew.`;
          core.notify({ tone: 'warn', text: `${called} is back on the canvas, but not whole.`, detail });
        }
      }),
    useClip: (job) =>
      attempt('The clip could not be used.', async () => {
        const made = presentAttempt(job);
        const [output] = made.status === 'succeeded' ? made.outputs : [];
        if (!output) return;
        const { kind, sha256, size, mediaType } = output;
        const name = clipFileName(shownText(job.origin.title) || 'clip', job.take, mediaType);
        const file = { name, size, sha256 };
        const socket = kind === 'video' ? 'VIDEO' : 'IMAGE';
        const source = sourceOfMedium(registry, { sha256 }, socket, () => file);
        if (!source) return;
        const { definition, params, title } = source;
        const pos = freePlace(open.present.document, definition.size, options.middle(), undefined);
        const place = [Math.round(pos[0]), Math.round(pos[1])] as const;
        const added = addNode(open.present.document, definition, { pos: place, params, ...(title ? { title } : {}) });
        show(added.document, `Use ${name}`, added.id);
      }),
  };
}
