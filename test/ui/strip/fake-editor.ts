import { emptyDocument, type GraphDocument, type NodeId } from '../../../src/graph/document.ts';
import { evaluate } from '../../../src/graph/evaluate.ts';
import type { CacheKey, JobKey } from '../../../src/graph/keys.ts';
import { nodeRegistry } from '../../../src/node-registry.ts';
import { nodeStates } from '../../../src/runtime/run/node-states.ts';
import { unmadeNodes } from '../../../src/runtime/run/runs-of-node.ts';
import type { Run } from '../../../src/runtime/run/run.ts';
import type { JobClient } from '../../../src/runtime/wire/job-client.ts';
import type { JobRecord } from '../../../src/runtime/wire/job-record.ts';
import type { Health, Resolution } from '../../../src/runtime/wire/messages.ts';
import type { Editor, EditorState, Notice } from '../../../src/ui/editor/editor.ts';

/** What a test says is there; the rest of the editor's state follows from it. */
export interface World {
  readonly document: GraphDocument;
  readonly records: readonly JobRecord[];
  readonly results: ReadonlySet<CacheKey>;
  readonly run: Run | undefined;
}

export interface FakeEditor extends Editor {
  /** What was asked of the editor, as `name: argument`. */
  readonly asked: string[];
  readonly resolutions: { readonly job: JobKey; readonly resolution: Resolution }[];
  readonly noticed: Omit<Notice, 'id'>[];
  /** Changes what is there, and tells the views. */
  world(change: Partial<World>): void;
  /** Changes the state itself, and tells the views. */
  set(change: Partial<EditorState>): void;
  /** Answers `agree`; by default the quote is put away. */
  onAgree: () => Promise<void>;
}

export const live = 'https://model-api.runcomfy.net';

export function healthWith(token: Health['services']['live']['token']): Health {
  return {
    version: '0',
    services: { sandbox: { service: 'sandbox' }, live: { service: live, token, model: 'unknown' } },
  };
}

const nothing: World = { document: emptyDocument(), records: [], results: new Set(), run: undefined };

/** An editor without a gateway: edits are taken up, everything else is written down. */
export function fakeEditor(first: Partial<World> = {}, jobs: Partial<JobClient> = {}): FakeEditor {
  let world: World = { ...nothing, ...first };
  const listeners = new Set<() => void>();
  const asked: string[] = [];
  const refuse = (): never => {
    throw new Error('this fake has no gateway');
  };
  const client = new Proxy(jobs, { get: (target, name) => Reflect.get(target, name) ?? refuse }) as JobClient;
  const derived = (
    state: Pick<EditorState, 'shown'>,
  ): Pick<EditorState, 'document' | 'evaluation' | 'states' | 'run' | 'unmade' | 'underWay' | 'agreed'> => {
    const { document, records, results, run } = world;
    const evaluation = evaluate(document, nodeRegistry, state.shown === 'sandbox' ? 'sandbox' : live);
    const byKey = new Map(records.map((record) => [record.jobKey, record]));
    const runs = run ? [run] : [];
    const states = nodeStates({ document, evaluation, jobs: byKey, runs, results });
    const underWay = runs.filter((each) => each.state.kind !== 'ended');
    return { document, evaluation, run, states, underWay, agreed: byKey, unmade: unmadeNodes(runs, byKey) };
  };
  let state: EditorState = {
    graphId: 'graph-1',
    selection: new Set<NodeId>(),
    shown: 'sandbox',
    history: {},
    edited: false,
    kept: 'browser',
    connection: 'connected',
    health: healthWith('none'),
    quote: undefined,
    money: undefined,
    question: undefined,
    notices: [],
    theme: 'dark',
    ...derived({ shown: 'sandbox' }),
  };
  const set = (change: Partial<EditorState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const ask = (name: string, argument: unknown = ''): void => void asked.push(`${name}: ${String(argument)}`);
  const editor: FakeEditor = {
    registry: nodeRegistry,
    jobs: client,
    asked,
    resolutions: [],
    noticed: [],
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    world(change) {
      world = { ...world, ...change };
      set(derived(state));
    },
    set,
    onAgree: async () => set({ quote: undefined }),
    edit(next, label) {
      ask('edit', label);
      editor.world({ document: next });
    },
    undo: () => ask('undo'),
    redo: () => ask('redo'),
    select: (selection) => set({ selection }),
    newGraph: () => ask('newGraph'),
    openGraph: async () => ask('openGraph'),
    saveGraph: () => '',
    downloadGraph: () => ask('downloadGraph'),
    openFile: async (_, name) => ask('openFile', name),
    stopOpening: () => ask('stopOpening'),
    projectSource: async () => undefined,
    saveProject: async () => true,
    run: async (service) => ask('run', service),
    agree: async (consent) => {
      ask('agree', JSON.stringify(consent));
      await editor.onAgree();
    },
    dismissQuote() {
      ask('dismissQuote');
      set({ quote: undefined });
    },
    cancelRun: async () => ask('cancelRun'),
    continueRun: async () => ask('continueRun'),
    newTake: (node) => ask('newTake', node),
    resolve: async (job, resolution) => void editor.resolutions.push({ job, resolution }),
    cancelJob: async (job) => ask('cancelJob', job),
    setWatched: async (job) => ask('setWatched', job),
    lookAgain: async () => '',
    acceptModel: async (written) => ask('acceptModel', written),
    putBack: async (job) => ask('putBack', job.jobKey),
    useClip: async (job) => ask('useClip', job.jobKey),
    setTypedAbove: async (count) => ask('setTypedAbove', String(count)),
    lookAtMoney: async () => ask('lookAtMoney'),
    setRate: async (rated, usd) => ask('setRate', JSON.stringify([rated.resolution, usd ?? null])),
    pickFile: async () => ask('pickFile'),
    addNode: () => undefined,
    show(shown) {
      ask('show', shown);
      state = { ...state, shown };
      set(derived(state));
    },
    setTheme: (theme) => set({ theme }),
    notify: (notice) => void editor.noticed.push(notice),
    dismiss: (notice) => ask('dismiss', notice),
    templates: [],
    drafts: async () => [],
    openDraft: async () => undefined,
    look: () => ask('look'),
    answer: () => ask('answer'),
  };
  return editor;
}
