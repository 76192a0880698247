import type { GraphDocument, NodeId } from '../../src/graph/document.ts';
import { addNode, setParam } from '../../src/graph/edit.ts';
import { evaluate } from '../../src/graph/evaluate.ts';
import type { NodeRegistry } from '../../src/graph/registry.ts';
import { nextTake } from '../../src/runtime/run/next-take.ts';
import { nodeStates, type NodeState } from '../../src/runtime/run/node-states.ts';
import type { JobRecord } from '../../src/runtime/wire/job-record.ts';
import type { Editor, EditorState } from '../../src/ui/editor/editor.ts';
import { type FakeJobClient, fakeJobClient } from './fake-job-client.ts';

/** One step of undo. */
export interface FakeStep {
  readonly before: GraphDocument;
  readonly label: string;
  readonly merge: string | undefined;
}

/** An editor without a page: edits, undo and states are real, everything else is written down in `calls`. */
export interface FakeEditor extends Editor {
  readonly jobs: FakeJobClient;
  readonly steps: FakeStep[];
  /** Every other call, as its name and what it was given. */
  readonly calls: (readonly unknown[])[];
  /** Changes the state as the world would, and tells everybody. */
  set(change: Partial<EditorState>): void;
  /** Records that count for the nodes with their key. */
  setJobs(jobs: readonly JobRecord[]): void;
  /** Puts states over the computed ones. */
  setStates(states: Readonly<Record<NodeId, Partial<NodeState>>>): void;
}

export interface FakeEditorOptions {
  readonly document: GraphDocument;
  readonly registry: NodeRegistry;
  readonly jobs?: readonly JobRecord[];
}

export function fakeEditor({ document, registry, jobs: records = [] }: FakeEditorOptions): FakeEditor {
  const jobs = fakeJobClient(records);
  const steps: FakeStep[] = [];
  const undone: GraphDocument[] = [];
  const calls: (readonly unknown[])[] = [];
  const listeners = new Set<() => void>();
  let over: Readonly<Record<NodeId, Partial<NodeState>>> = {};

  const derive = (next: GraphDocument): Pick<EditorState, 'document' | 'evaluation' | 'states'> => {
    const evaluation = evaluate(next, registry, 'sandbox');
    const byKey = new Map(jobs.records.map((job) => [job.jobKey, job]));
    const states = nodeStates({ document: next, evaluation, jobs: byKey, results: new Set() });
    const patched = [...states].map(([id, state]): [NodeId, NodeState] => [id, { ...state, ...over[id] }]);
    return { document: next, evaluation, states: new Map(patched) };
  };
  let state: EditorState = {
    graphId: 'g',
    ...derive(document),
    selection: new Set(),
    shown: 'sandbox',
    run: undefined,
    unmade: new Map(),
    underWay: [],
    agreed: new Map(),
    history: {},
    edited: false,
    kept: 'browser',
    connection: 'connected',
    health: undefined,
    quote: undefined,
    money: undefined,
    question: undefined,
    notices: [],
    theme: 'dark',
  };
  const set = (change: Partial<EditorState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const note =
    (name: string) =>
    (...given: readonly unknown[]): void =>
      void calls.push([name, ...given]);
  const promised =
    (name: string) =>
    async (...given: readonly unknown[]): Promise<void> =>
      void calls.push([name, ...given]);

  const editor: FakeEditor = {
    registry,
    jobs,
    steps,
    calls,
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set,
    setJobs(next) {
      jobs.records = [...next];
      set(derive(state.document));
    },
    setStates(states) {
      over = states;
      set(derive(state.document));
    },
    edit(next, label, merge) {
      if (next === state.document) return;
      const last = steps.at(-1);
      if (merge === undefined || last?.merge !== merge) steps.push({ before: state.document, label, merge });
      undone.length = 0;
      set({ ...derive(next), edited: true });
    },
    undo() {
      const step = steps.pop();
      if (!step) return;
      undone.push(state.document);
      set(derive(step.before));
    },
    redo() {
      const next = undone.pop();
      if (next) set(derive(next));
    },
    select: (nodes) => set({ selection: nodes }),
    addNode(type, at = [0, 0]) {
      const definition = registry.get(type);
      if (!definition) return undefined;
      const added = addNode(state.document, definition, { pos: at });
      editor.edit(added.document, `Add ${definition.title}`);
      editor.select(new Set([added.id]));
      return added.id;
    },
    newTake: (node) => editor.edit(nextTake(state.document, registry, node), 'New take'),
    async pickFile(node, param, file) {
      calls.push(['pickFile', node, param, file.name]);
      const chosen = { name: file.name, size: file.size, sha256: 'a'.repeat(64) };
      editor.edit(setParam(state.document, node, param, chosen), `Choose ${file.name}`);
    },
    templates: [],
    drafts: async () => [],
    openDraft: async () => undefined,
    look: note('look'),
    answer: note('answer'),
    newGraph: note('newGraph'),
    openGraph: promised('openGraph'),
    saveGraph: () => '',
    downloadGraph: note('downloadGraph'),
    openFile: promised('openFile'),
    stopOpening: note('stopOpening'),
    projectSource: async () => undefined,
    saveProject: async () => true,
    run: promised('run'),
    agree: promised('agree'),
    dismissQuote: note('dismissQuote'),
    cancelRun: promised('cancelRun'),
    continueRun: promised('continueRun'),
    async resolve(job, resolution) {
      calls.push(['resolve', job, resolution]);
      return undefined;
    },
    cancelJob: promised('cancelJob'),
    setWatched: promised('setWatched'),
    async lookAgain(job) {
      calls.push(['lookAgain', job]);
      return 'The service still names no output.';
    },
    putBack: promised('putBack'),
    useClip: promised('useClip'),
    acceptModel: promised('acceptModel'),
    setRate: promised('setRate'),
    setTypedAbove: promised('setTypedAbove'),
    lookAtMoney: promised('lookAtMoney'),
    show: note('show'),
    setTheme: note('setTheme'),
    notify: note('notify'),
    dismiss: note('dismiss'),
  };
  return editor;
}
