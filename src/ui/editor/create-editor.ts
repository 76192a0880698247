import { emptyDocument, type NodeId } from '../../graph/document.ts';
import { addNode } from '../../graph/edit.ts';
import { evaluate } from '../../graph/evaluate.ts';
import type { CacheKey } from '../../graph/keys.ts';
import { keysOf } from '../../runtime/run/run-keys.ts';
import type { ServicePath } from '../../runtime/wire/job-client.ts';
import { createJobAsker } from './ask-for-jobs.ts';
import { watchHealth } from './connection.ts';
import { damageNotice } from './damage-notice.ts';
import { keepDrafts } from './draft-keeper.ts';
import { createEditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { Editor, EditorState, Notice } from './editor.ts';
import { freePlace } from './free-place.ts';
import { graphFiles } from './graph-files.ts';
import { deletionQuestion, nodesLosingJobs } from './lost-jobs.ts';
import { createOpenGraphs, type OpenGraphs } from './open-graph.ts';
import { pickFile } from './pick-file.ts';
import { projectCalls } from './project-calls.ts';
import { putBackCalls } from './put-back.ts';
import { createQuestions } from './questions.ts';
import { runCalls } from './run-calls.ts';
import { deriveShown } from './shown-states.ts';
import { unsentOf } from '../../runtime/run/unsent-of.ts';
import { troubleNotice } from './trouble-words.ts';
import { watchMoney } from './watch-money.ts';

/** An editor at work. */
export interface RunningEditor extends Editor {
  /** Resolves when the last draft, or the template, is shown. */
  readonly ready: Promise<void>;
  /** Keeps what is not kept yet: the page may end. */
  flush(): Promise<void>;
  stop(): void;
}

/** How long a notice stands that asks for nothing, in milliseconds. */
const fadeMs = 8_000;

export function createEditor(options: EditorOptions): RunningEditor {
  const { registry, jobs, feed, runs, stores, clock, preferences, onTrouble } = options;
  const over = new AbortController();
  const chosen = new Map<string, ServicePath>();
  let version = 0;
  let results: ReadonlySet<CacheKey> = new Set();

  const initial = initialState(options);
  // Asked for while the core works out its first state, before any graph is open.
  let graphs: OpenGraphs | undefined;
  const core = createEditorCore(
    initial,
    deriveShown({
      registry,
      feed,
      runs,
      version: () => version,
      results: () => results,
      chosen: () => chosen.get(graphs?.present.graphId ?? initial.graphId),
    }),
    (notice) => void fade(notice),
  );
  /** What only tells goes by itself; what asks for something stays until it is put away. */
  const fade = async ({ id, tone, problems }: Notice): Promise<void> => {
    if (tone === 'warn' || tone === 'bad' || problems) return;
    try {
      await clock.sleep(fadeMs, over.signal);
      core.dismiss(id);
    } catch (error) {
      if (!over.signal.aborted) onTrouble(error);
    }
  };
  const open = (graphs = createOpenGraphs(core, (to, before) => {
    // The same document under another id is only renamed: the other id is another tab's now.
    if (to.graphId !== before.graphId && to.document !== before.document) drafts.left(before);
    drafts.touch();
  }));
  const drafts = keepDrafts(options, core, open);
  const questions = createQuestions(core);
  const files = graphFiles(options, core, open, questions);
  const asker = createJobAsker(feed, clock, onTrouble);

  const outside = (): void => {
    version += 1;
    core.refresh();
  };
  const choose = (service: ServicePath): void => {
    chosen.set(open.present.graphId, service);
    core.refresh();
  };
  const lookAtResults = async (): Promise<void> => {
    try {
      const keys = await stores.results.keys();
      if (keys.size === results.size && [...keys].every((key) => results.has(key))) return;
      results = keys;
      outside();
    } catch (error) {
      onTrouble(error);
    }
  };

  const money = watchMoney(jobs, clock, (report) => setMoney(report), onTrouble);
  const setMoney = (report = core.state.money?.report): void => {
    if (!report) return;
    const before = core.state.money;
    const unsent = unsentOf(runs.runs, feed.records);
    if (report === before?.report && JSON.stringify(unsent) === JSON.stringify(before.unsent)) return;
    core.set({ money: { report, unsent } });
  };
  const lookForMoney = (): void => {
    const { document, connection } = core.state;
    money.look(document.title, feed.records.values(), connection === 'connected');
  };

  let [evaluation, runId]: readonly [EditorState['evaluation']?, string?] = [];
  let reachable = true;
  const ends = [
    feed.subscribe(() => {
      outside();
      setMoney();
      lookForMoney();
    }),
    runs.subscribe(() => {
      outside();
      setMoney();
      void lookAtResults();
    }),
    core.subscribe(() => {
      const { state } = core;
      lookForMoney();
      const back = !reachable && state.connection !== 'unreachable';
      reachable = state.connection !== 'unreachable';
      if (state.evaluation === evaluation && state.run?.id === runId && !back) return;
      [evaluation, runId] = [state.evaluation, state.run?.id];
      // Of a node that was edited or deleted since, only the Run still knows the job.
      asker.soon([...keysOf(evaluation).jobs, ...(state.run?.agreed ?? []).map(({ jobKey }) => jobKey)]);
    }),
  ];
  void watchHealth(
    jobs,
    clock,
    over.signal,
    (health) => {
      const { damage } = health ?? {};
      // Once for each damage: what the person put away stays away.
      if (damage && !core.state.health?.damage) core.notify(damageNotice(damage));
      core.set(health ? { health, connection: 'connected' } : { connection: 'unreachable' });
    },
    (error) => {
      onTrouble(error);
      const notice = troubleNotice(error, 'The gateway refused this page.');
      if (notice) core.notify(notice);
    },
    options.onShown,
  );
  void lookAtResults();

  const ready = drafts
    .restore()
    .then(() => runs.resumeAll())
    .catch(onTrouble);

  // What is opened while the page starts must not be overwritten by the draft that comes later.
  const openGraph: Editor['openGraph'] = (file, name) => ready.then(() => files.openGraph(file, name));
  const projects = projectCalls(options, core, open, { openGraph, choose });

  return {
    registry,
    jobs,
    templates: options.templates,
    ready,
    get state() {
      return core.state;
    },
    subscribe: core.subscribe,
    edit(next, label, merge) {
      const { state } = core;
      const losing = nodesLosingJobs(state, next);
      const edit = (): void => open.edit(next, label, merge);
      if (losing.length === 0) return edit();
      questions.ask(deletionQuestion(state, losing, registry), () => {
        // Whatever changed behind the question must not be taken back by its answer.
        if (open.present.document === state.document) edit();
      });
    },
    undo: open.undo,
    redo: open.redo,
    look(view) {
      open.look(view);
      drafts.touch();
    },
    select(selection) {
      open.seal();
      core.set({ selection });
    },
    drafts: drafts.list,
    async openDraft(id) {
      await drafts.open(id);
      core.dismissOfGraph();
      core.set({ selection: new Set() });
    },
    ...files,
    openGraph,
    ...projects,
    openFile: (file, name) => ready.then(() => projects.openFile(file, name)),
    async saveProject(source, choice, how) {
      const saved = await projects.saveProject(source, choice, how);
      if (core.state.kept === 'file') drafts.saved();
      return saved;
    },
    downloadGraph() {
      files.downloadGraph();
      if (core.state.kept === 'file') drafts.saved();
    },
    answer(yes) {
      questions.answer(yes);
      if (core.state.kept === 'file') drafts.saved();
    },
    ...runCalls(options, core, open, choose),
    ...putBackCalls(options, core, open),
    async pickFile(node, param, file) {
      try {
        await pickFile(options, core, open, { node, param, file });
      } catch (error) {
        onTrouble(error);
        core.notify(
          troubleNotice(error, 'The file was not taken.') ?? { tone: 'bad', text: 'The file could not be read.' },
        );
      }
    },
    addNode(type, at) {
      const definition = registry.get(type);
      if (!definition) return undefined;
      const beside = [...core.state.selection].at(-1);
      const [x, y] = at ?? freePlace(open.present.document, definition.size, options.middle(), beside);
      const added = addNode(open.present.document, definition, { pos: [Math.round(x), Math.round(y)] });
      open.edit(added.document, `Add ${definition.title}`);
      core.set({ selection: new Set<NodeId>([added.id]) });
      return added.id;
    },
    lookAtMoney: money.ask,
    show: choose,
    setTheme(theme) {
      preferences.set('theme', theme);
      core.set({ theme });
    },
    notify: core.notify,
    dismiss: core.dismiss,
    flush: drafts.flush,
    stop() {
      over.abort(new DOMException('the editor is gone', 'AbortError'));
      for (const end of ends) end();
      asker.stop();
      money.stop();
      drafts.stop();
    },
  };
}

function initialState({ registry, newId, theme }: EditorOptions): EditorState {
  const document = emptyDocument();
  return {
    graphId: newId(),
    document,
    selection: new Set(),
    shown: 'sandbox',
    evaluation: evaluate(document, registry, 'sandbox'),
    states: new Map(),
    run: undefined,
    unmade: new Map(),
    underWay: [],
    agreed: new Map(),
    history: {},
    edited: false,
    kept: 'browser',
    connection: 'connecting',
    health: undefined,
    quote: undefined,
    money: undefined,
    question: undefined,
    notices: [],
    theme,
  };
}
