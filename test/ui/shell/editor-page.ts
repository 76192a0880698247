import { nodeRegistry } from '../../../src/node-registry.ts';
import type { NamedOperation } from '../../../src/runtime/run/operations.ts';
import { memoryClipCache } from '../../../src/runtime/stores/clip-cache.ts';
import { memoryPosterCache } from '../../../src/runtime/stores/poster-cache.ts';
import { memoryDraftStore } from '../../../src/runtime/stores/draft-store.ts';
import { memoryResultStore } from '../../../src/runtime/stores/result-store.ts';
import { memoryRunStore } from '../../../src/runtime/stores/run-store.ts';
import type { Health } from '../../../src/runtime/wire/messages.ts';
import { memoryPreferences } from '../../../src/ui/editor/preferences.ts';
import { browserClock } from '../../../src/ui/shell/browser-clock.ts';
import type { ShotgraphEditor } from '../../../src/ui/shell/shotgraph-editor.ts';
import '../../../src/ui/shell/shotgraph-editor.ts';
import '../../../src/ui/style/page.css';
import { fakeJobs } from '../../runtime/run/fake-jobs.ts';

/** A join whose film is its clips one after the other, as bytes. */
const join: NamedOperation = {
  name: 'join',
  version: 1,
  async run(inputs) {
    const bytes = new Uint8Array(await new Blob(inputs.map(({ bytes }) => bytes.slice())).arrayBuffer());
    return { bytes, mediaType: 'video/mp4', duration: inputs.length * 4 };
  },
};

/** What stays when a page is reloaded: the browser's stores and the gateway. */
export function browserAndGateway(token: Health['services']['live']['token'] = 'none') {
  const jobs = fakeJobs(browserClock, 20);
  jobs.health = async () => ({
    version: '1',
    services: {
      sandbox: { service: 'sandbox' },
      live: { service: 'https://model-api.runcomfy.net', token, model: 'exists' },
    },
  });
  const storage = {
    runs: memoryRunStore(),
    drafts: memoryDraftStore(),
    results: memoryResultStore(),
    clips: memoryClipCache(),
    posters: memoryPosterCache(),
  };
  return { jobs, storage, preferences: memoryPreferences() };
}

/** A page with the editor; resolves when the first graph is shown. */
export async function openPage(
  home: ReturnType<typeof browserAndGateway>,
  template: string,
): Promise<{ readonly element: ShotgraphEditor; close(): void }> {
  const element = document.createElement('shotgraph-editor');
  element.nodes = nodeRegistry;
  element.gateway = home.jobs;
  element.storage = home.storage;
  element.preferences = home.preferences;
  element.operations = { join };
  element.templates = [{ name: 'first', title: 'First', about: '', text: template }];
  element.firstTemplate = 'first';
  document.body.append(element);
  await eventually(() => (element.editor?.state.document.nodes.length ?? 0) > 0, 'the first graph');
  await eventually(() => element.editor?.state.connection === 'connected', 'the gateway');
  await element.updateComplete;
  return { element, close: () => element.remove() };
}

/** Looks at every frame until something holds; what it waits for is named when it never does. */
export async function eventually(holds: () => boolean, what: string, limitMs = 4_000): Promise<void> {
  const until = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > until) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Every element that fits, in all shadow roots. */
export function deepAll(root: ParentNode, selector: string): readonly Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? deepAll(element.shadowRoot, selector) : []),
  ]);
}

/** The button of an accessible name. Throws unless there is exactly one. */
export function buttonNamed(root: ParentNode, name: string): HTMLButtonElement {
  const named = deepAll(root, 'button').filter(
    (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
  );
  const [only] = named;
  if (named.length !== 1 || !(only instanceof HTMLButtonElement))
    throw new Error(`${named.length} buttons are ${name}`);
  return only;
}

export function press(target: EventTarget, key: string, held: KeyboardEventInit = {}): void {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
  const event = new KeyboardEvent('keydown', { key, code, bubbles: true, composed: true, cancelable: true, ...held });
  target.dispatchEvent(event);
}
