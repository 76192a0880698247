import type { NodeRegistry } from '../../graph/registry.ts';
import type { JobFeed } from '../../runtime/run/job-feed.ts';
import type { RunClock } from '../../runtime/run/run-clock.ts';
import type { RunController } from '../../runtime/run/run-controller.ts';
import type { ClipCache } from '../../runtime/stores/clip-cache.ts';
import type { DraftStore } from '../../runtime/stores/draft-store.ts';
import type { PosterCache } from '../../runtime/stores/poster-cache.ts';
import type { ResultStore } from '../../runtime/stores/result-store.ts';
import type { RunStore } from '../../runtime/stores/run-store.ts';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import type { Template } from './editor.ts';
import type { Preferences } from './preferences.ts';

/** What of a browser's stores the editor works with. */
export interface EditorStores {
  readonly runs: RunStore;
  readonly drafts: DraftStore;
  readonly results: ResultStore;
  readonly clips: ClipCache;
  readonly posters: PosterCache;
}

/** Everything the editor is made of; time, network, storage and the browser come in here. */
export interface EditorOptions {
  readonly registry: NodeRegistry;
  readonly jobs: JobClient;
  readonly feed: JobFeed;
  readonly runs: RunController;
  readonly stores: EditorStores;
  readonly templates: readonly Template[];
  /** The template that a first start shows. */
  readonly firstTemplate: string;
  readonly clock: RunClock;
  readonly preferences: Preferences;
  /** What only this tab remembers, as long as it stands: a reload shows what the tab had open. */
  readonly tab: Preferences;
  readonly theme: 'dark' | 'light';
  /** A name that nobody else has. */
  readonly newId: () => string;
  /** Hands a file to the person. */
  readonly download: (name: string, text: string) => void;
  /** The same for bytes. */
  readonly downloadBytes: (name: string, bytes: Blob) => void;
  /** The point in graph units where a new node belongs when nobody says where. */
  readonly middle: () => readonly [number, number];
  /** Calls back when the page is shown again. */
  readonly onShown?: (listener: () => void) => void;
  /** Told of errors that nobody is to blame for, beside the notice. */
  readonly onTrouble: (error: unknown) => void;
}
