import { nodeRegistry } from '../../../src/node-registry.ts';
import { memoryClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import { memoryPosterCache } from '../../../src/runtime/stores/poster-cache.ts';
import { type DraftStore, memoryDraftStore } from '../../../src/runtime/stores/draft-store.ts';
import type { Health } from '../../../src/runtime/wire/messages.ts';
import { createEditor } from '../../../src/ui/editor/create-editor.ts';
import { memoryPreferences } from '../../../src/ui/editor/preferences.ts';
import { house } from '../../runtime/run/house.ts';
import { oneShot } from './one-shot.ts';

const liveOrigin = 'https://model-api.runcomfy.net';

/** A browser and a gateway on virtual time; editors come and go over the same stores. */
export function editorHouse(token: Health['services']['live']['token'] = 'none') {
  const home = house();
  const drafts: DraftStore = memoryDraftStore();
  const clips = memoryClipCache();
  const preferences = memoryPreferences();
  const downloads: { readonly name: string; readonly text: string }[] = [];
  const savedFiles: { readonly name: string; readonly bytes: Blob }[] = [];
  const troubles: unknown[] = [];
  let ids = 0;
  home.jobs.health = async () => ({
    version: '1',
    services: { sandbox: { service: 'sandbox' }, live: { service: liveOrigin, token, model: 'exists' } },
  });
  const open = async (template = oneShot('Template'), session = memoryPreferences()) => {
    const tab = home.tab();
    const editor = createEditor({
      registry: nodeRegistry,
      jobs: home.jobs,
      feed: tab.feed,
      runs: tab.controller,
      stores: { runs: home.runs, drafts, results: home.results, clips, posters: memoryPosterCache() },
      templates: [{ name: 'first', title: 'First', about: '', text: template }],
      firstTemplate: 'first',
      clock: home.clock,
      preferences,
      tab: session,
      theme: 'dark',
      newId: () => `id-${++ids}`,
      download: (name, text) => downloads.push({ name, text }),
      downloadBytes: (name, bytes) => savedFiles.push({ name, bytes }),
      middle: () => [100, 100],
      onTrouble: (error) => troubles.push(error),
    });
    await editor.ready;
    await home.clock.pass(1_000);
    return {
      editor,
      close() {
        editor.stop();
        tab.close();
      },
    };
  };
  return { ...home, drafts, clips, preferences, downloads, savedFiles, troubles, open };
}
