import { readGraphFile } from '../../graph/file/read-graph-file.ts';
import { warning } from '../../graph/file/refusal.ts';
import { writeGraphFile } from '../../graph/file/write-graph-file.ts';
import type { Problem } from '../../graph/problem.ts';
import { type GatheredMedium, gatherProject } from '../../project/gather-project.ts';
import { projectSource } from '../../project/project-keys.ts';
import type { Project } from '../../project/read-project.ts';
import type { TakenIn } from '../../project/take-in-project.ts';
import { GatewayError, type ServicePath } from '../../runtime/wire/job-client.ts';
import { shownText } from '../canvas/shown-text.ts';
import { projectNameOf } from '../files/file-name.ts';
import { refusalWords } from '../files/problem-place.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { Editor } from './editor.ts';
import type { OpenGraphs } from './open-graph.ts';
import { missingWords, takenInWords } from './project-words.ts';
import { showOpened } from './show-opened.ts';
import { troubleNotice } from './trouble-words.ts';

type ProjectCalls = Pick<Editor, 'projectSource' | 'saveProject' | 'openFile' | 'stopOpening'>;

/** Saving and opening a graph with its media and its job records. What is opened is asked and bought nowhere. */
export function projectCalls(
  options: EditorOptions,
  core: EditorCore,
  graphs: OpenGraphs,
  { openGraph, choose }: Pick<Editor, 'openGraph'> & { readonly choose: (service: ServicePath) => void },
): ProjectCalls {
  const { registry, jobs, stores, clock, onTrouble, downloadBytes } = options;
  let stop: AbortController | undefined;
  /** Files open one after the other (G19). */
  let last: Promise<unknown> = Promise.resolve();

  const open = async (medium: GatheredMedium): Promise<Blob | undefined> => {
    const found = (await jobs.media(medium.sha256)) ?? (await stores.clips.get(medium.sha256));
    if (found !== undefined || medium.output === undefined) return found;
    const { jobKey, kind, n } = medium.output;
    try {
      return await jobs.output(jobKey, kind, n);
    } catch (error) {
      // Gone for good: the project is saved without it, and says so.
      if (error instanceof GatewayError) return undefined;
      throw error;
    }
  };

  const refused = (name: string, problem: Problem): void =>
    core.notify({
      tone: 'bad',
      text: `“${shownText(name)}” was not opened.`,
      detail: refusalWords(problem),
      ofGraph: true,
    });

  const openProject = async (file: Blob, name: string, signal: AbortSignal): Promise<void> => {
    const [{ readProject }, { takeInProject }] = await Promise.all([
      import('../../project/read-project.ts'),
      import('../../project/take-in-project.ts'),
    ]);
    const project = await readProject(file);
    if (!project.ok) return refused(name, project.problem);
    const graph = readGraphFile(project.value.graph, registry, { name: project.value.info.title });
    if (!graph.ok) return refused(name, graph.problem);
    const of = [...project.value.media.values()].reduce((bytes, { size }) => bytes + size, 0);
    const onProgress = (bytes: number): void => core.set({ opening: { name, bytes, of } });
    const taken = await takeInProject(project.value, { jobs, signal, onProgress });
    if (!taken.ok) return refused(name, taken.problem);
    showOpened(options, core, graphs, graph, true);
    if (project.value.jobs.length > 0) choose(shownService(project.value));
    core.notify(takenInNotice(project.value, taken.value));
  };

  const openOne = async (file: Blob, name: string): Promise<void> => {
    const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    // A ZIP begins with the letters of its inventor, and no JSON does.
    if (head[0] !== 0x50 || head[1] !== 0x4b) return openGraph(new Uint8Array(await file.arrayBuffer()), name);
    const stopper = (stop = new AbortController());
    core.set({ opening: { name, bytes: 0, of: file.size } });
    try {
      await openProject(file, name, stopper.signal);
    } catch (error) {
      if (stopper.signal.aborted)
        core.notify({ tone: 'info', text: `“${shownText(name)}” was not opened: it was stopped.` });
      else {
        onTrouble(error);
        core.notify(
          troubleNotice(error, `“${shownText(name)}” was not opened.`) ?? {
            tone: 'bad',
            text: 'The project could not be read.',
          },
        );
      }
    } finally {
      stop = undefined;
      core.set({ opening: undefined });
    }
  };

  return {
    async projectSource() {
      const live = core.state.health?.services.live.service;
      try {
        const services = ['sandbox', ...(live === undefined ? [] : [live])];
        // A clip of before an edit is still shown, and was paid for like any other.
        const before = [...core.state.states.values()].flatMap(({ runJob }) => runJob?.jobKey ?? []);
        return await projectSource(graphs.present.document, registry, services, jobs, before);
      } catch (error) {
        const notice = troubleNotice(error, 'The project cannot be saved now.');
        if (!notice) throw error;
        core.notify(notice);
        return undefined;
      }
    },
    async saveProject(source, choice, { signal, onProgress }) {
      const { document } = graphs.present;
      try {
        const { writeProject } = await import('../../project/write-project.ts');
        const written = writeProject(gatherProject(source, choice), {
          title: document.title,
          graph: writeGraphFile(graphs.withView(), registry),
          madeBy: `Shotgraph ${core.state.health?.version ?? ''}`.trim(),
          madeAt: clock.now(),
          open,
          onProgress,
          signal,
        });
        const bytes = await new Response(written.stream, { headers: { 'content-type': 'application/zip' } }).blob();
        signal.throwIfAborted();
        downloadBytes(projectNameOf(document.title), bytes);
        if (graphs.present.document === document) graphs.saved();
        if (written.missing.length > 0) core.notify(missingWords(written.missing));
        return true;
      } catch (error) {
        if (signal.aborted) return false;
        onTrouble(error);
        const text = 'The project was not saved.';
        core.notify(
          troubleNotice(error, text) ?? { tone: 'bad', text, detail: 'The browser could not take the file.' },
        );
        return false;
      }
    },
    openFile(file, name) {
      const opening = last.then(() => openOne(file, name));
      last = opening.catch(() => undefined);
      return opening;
    },
    stopOpening: () => stop?.abort(new DOMException('stopped by the person', 'AbortError')),
  };
}

/** What was bought is what a person looks for first. */
function shownService({ jobs }: Project): ServicePath {
  return jobs.some(({ service }) => service !== 'sandbox') ? 'live' : 'sandbox';
}

function takenInNotice({ extras }: Project, taken: TakenIn): Parameters<EditorCore['notify']>[0] {
  const problems = extras
    .slice(0, 20)
    .map((name) =>
      warning('project-extra', `“${name}” is in the file and in no project: it was not read.`, '', { path: name }),
    );
  const whole = taken.withoutClip === 0 && taken.refused === 0 && problems.length === 0;
  return {
    ...takenInWords(taken),
    tone: whole ? 'ok' : 'warn',
    ofGraph: true,
    ...(problems.length > 0 && { problems }),
  };
}
