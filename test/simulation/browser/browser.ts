import type { Run } from '../../../src/runtime/run/run.ts';
import type { StoredResult } from '../../../src/runtime/stores/result-store.ts';
import type { World } from '../world.ts';
import { createBrowserLocks, type BrowserLocks } from './browser-locks.ts';
import { openTab, type Tab } from './tab.ts';

/** One browser: its storage, its locks, and the tabs that share them. */
export interface Browser {
  readonly runs: Map<string, Run>;
  readonly results: Map<string, StoredResult>;
  readonly locks: BrowserLocks;
  /** What it answers instead of writing. */
  refuses: boolean;
  openTabs(): readonly Tab[];
  open(): Tab;
  /** The storage is gone, as after "clear site data". */
  loseStorage(): void;
  /** Tells every tab that a Run changed. */
  tell(id: string): void;
  listen(listener: (id: string) => void): () => void;
  nextRunId(): string;
  /** Ends every page that ever was: the platform keeps what still listens to a signal that nobody aborts. */
  end(): void;
}

export function createBrowser(world: World): Browser {
  const tabs: Tab[] = [];
  const listeners = new Set<(id: string) => void>();
  let count = 0;
  let runCount = 0;
  const browser: Browser = {
    runs: new Map(),
    results: new Map(),
    locks: createBrowserLocks(world),
    refuses: false,
    openTabs: () => tabs.filter(({ life }) => life.alive()),
    open() {
      const tab = openTab(world, `tab-${(count += 1)}`);
      if (browser.openTabs().length > 0) world.count('another tab opened');
      tabs.push(tab);
      return tab;
    },
    loseStorage() {
      browser.runs.clear();
      browser.results.clear();
    },
    tell(id) {
      for (const listener of listeners) listener(id);
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    end() {
      for (const tab of tabs) {
        tab.life.die('the world ends');
        tab.controller.dispose();
        tab.feed.stop();
      }
    },
    nextRunId: () => `run-${(runCount += 1)}`,
  };
  return browser;
}
