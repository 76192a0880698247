import type { NodeId, Point } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { createJobFeed } from '../../runtime/run/job-feed.ts';
import type { Operations } from '../../runtime/run/operations.ts';
import { createRunController } from '../../runtime/run/run-controller.ts';
import { webLocks } from '../../runtime/run/run-locks.ts';
import { ended, type JobRecord } from '../../runtime/wire/job-record.ts';
import { GatewayUnreachable, type JobClient } from '../../runtime/wire/job-client.ts';
import type { MediaViews } from '../canvas/media-views.ts';
import type { NodeView } from '../canvas/node-view.ts';
import { createEditor, type RunningEditor } from '../editor/create-editor.ts';
import type { EditorStores } from '../editor/editor-options.ts';
import type { Template } from '../editor/editor.ts';
import { browserPreferences, type Preferences } from '../editor/preferences.ts';
import { troubleNotice } from '../editor/trouble-words.ts';
import { downloadBytes, downloadText } from '../files/download.ts';
import { createMediaService, type MediaService } from '../media/media-service.ts';
import { nodeViews } from '../media/node-views.ts';
import { browserClock } from './browser-clock.ts';
import { keepStorage } from './keep-storage.ts';
import { isPrivateWindow, privateNotice } from './private-window.ts';
import { restWithPage } from './rest-with-page.ts';
import { warnOfLeaving } from './warn-of-leaving.ts';

export interface StartOptions {
  readonly nodes: NodeRegistry;
  readonly gateway: JobClient;
  readonly storage: EditorStores;
  readonly templates: readonly Template[];
  readonly firstTemplate: string;
  readonly operations: Operations;
  readonly preferences: Preferences;
  readonly middle: () => Point;
  /** Something is to be drawn that the editor's state does not say: time, previews. */
  readonly redraw: () => void;
}

/** An editor at work in a page, and what its views are drawn from besides its state. */
export interface EditorSession {
  readonly editor: RunningEditor;
  readonly media: MediaService;
  /** The same for the canvas: another value whenever there is something else to see. */
  readonly canvasMedia: MediaViews;
  /** Every node in words, as of now. */
  views(): ReadonlyMap<NodeId, NodeView>;
  /** A job by its key, told as a notice where that cannot be asked. */
  recordOf(jobKey: JobKey): Promise<JobRecord | undefined>;
  stop(): void;
}

/** Puts the editor together over the browser's clock, locks and randomness. */
export function startEditor(options: StartOptions): EditorSession {
  const {
    nodes: registry,
    gateway: jobs,
    storage,
    templates,
    firstTemplate,
    operations,
    preferences,
    redraw,
  } = options;
  const clock = browserClock;
  const onTrouble = (error: unknown): void => {
    // Not to be reached is a state that is shown, not an error of the page.
    if (!(error instanceof GatewayUnreachable)) reportError(error);
  };
  const over = new AbortController();
  const onShown = (listener: () => void): void => {
    const shown = (): void => void (document.visibilityState === 'visible' && listener());
    document.addEventListener('visibilitychange', shown, { signal: over.signal });
    window.addEventListener('pageshow', shown, { signal: over.signal });
  };
  const feed = createJobFeed({ jobs, clock, onTrouble, onShown });
  const runs = createRunController({
    registry,
    jobs,
    feed,
    operations,
    localBytes: (sha256) => storage.clips.get(sha256),
    runs: storage.runs,
    results: storage.results,
    clock,
    locks: webLocks(navigator.locks),
    random: Math.random,
    newId: () => crypto.randomUUID(),
    onTrouble,
  });
  const editor = createEditor({
    registry,
    jobs,
    feed,
    runs,
    stores: storage,
    templates,
    firstTemplate,
    clock,
    preferences,
    tab: browserPreferences(() => sessionStorage),
    theme: firstTheme(preferences),
    newId: () => crypto.randomUUID(),
    download: downloadText,
    downloadBytes,
    middle: options.middle,
    onShown,
    onTrouble,
  });
  const media = createMediaService({
    editor,
    clips: storage.clips,
    posters: storage.posters,
    results: storage.results,
  });

  let canvasMedia = viewsOf(media);
  let history: readonly JobRecord[] = [];
  const readHistory = async (): Promise<void> => {
    try {
      history = (await jobs.history({ offset: 0, limit: 200 })).jobs;
    } catch (error) {
      onTrouble(error);
    }
    shown = undefined;
    redraw();
  };

  let seen = editor.state;
  let shown: ReadonlyMap<NodeId, NodeView> | undefined;
  const follow = (): void => {
    const before = seen;
    seen = editor.state;
    if (before.states !== seen.states || before.document !== seen.document) shown = undefined;
    const done = before.run?.state.kind !== seen.run?.state.kind;
    if (seen.connection === 'connected' && (before.connection !== 'connected' || done)) void readHistory();
  };
  const isAlive = (): boolean =>
    [...seen.states.values()].some(
      ({ state, attempt, waiting }) => state === 'running' || waiting || (attempt && !ended.has(attempt.status)),
    );
  // Elapsed times go on by the second while something is under way.
  const ticking = setInterval(() => {
    if (document.visibilityState !== 'visible' || !isAlive()) return;
    shown = undefined;
    redraw();
  }, 1000);
  const ends = [
    editor.subscribe(follow),
    keepStorage(editor, navigator.storage, preferences, onTrouble),
    media.subscribe(() => {
      canvasMedia = viewsOf(media);
      redraw();
    }),
    () => clearInterval(ticking),
    () => media.dispose(),
    () => runs.dispose(),
    () => feed.stop(),
    () => editor.stop(),
    () => over.abort(),
  ];
  // A page that is hidden may never be shown again.
  const keep = (): void => void editor.flush();
  window.addEventListener('pagehide', keep, { signal: over.signal });
  warnOfLeaving(editor, over.signal);
  restWithPage(runs, onTrouble, over.signal);
  const tellPrivate = async (): Promise<void> => {
    await editor.ready;
    if (await isPrivateWindow(navigator.storage)) editor.notify(privateNotice);
  };
  tellPrivate().catch(onTrouble);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep(), {
    signal: over.signal,
  });

  return {
    editor,
    media,
    get canvasMedia() {
      return canvasMedia;
    },
    views: () => (shown ??= nodeViews(editor.state, registry, clock.now(), { history })),
    async recordOf(jobKey) {
      try {
        return (await feed.ask([jobKey]))[0];
      } catch (error) {
        const notice = troubleNotice(error, 'The generation could not be looked up.');
        if (!notice) throw error;
        editor.notify(notice);
        return undefined;
      }
    },
    stop() {
      for (const end of ends) end();
    },
  };
}

function viewsOf({ image, poster, clip }: MediaService): MediaViews {
  return { image, poster, clip };
}

function firstTheme(preferences: Preferences): 'dark' | 'light' {
  const remembered = preferences.get('theme');
  if (remembered === 'dark' || remembered === 'light') return remembered;
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}
