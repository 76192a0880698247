import './ui/page-policy.ts';
import './media/zod-without-eval.ts';
import './media/zod-without-eval.ts';
import { nodeRegistry } from './node-registry.ts';
import { createHttpJobClient } from './runtime/client/http-job-client.ts';
import { browserStores } from './runtime/stores/browser-stores.ts';
import { templatesOf } from './ui/files/templates.ts';
import type { EditorEvents } from './ui/shell/shotgraph-editor.ts';
import './ui/shell/shotgraph-editor.ts';
import './ui/style/page.css';
import './ui/style/tokens.css';

const session = document.querySelector<HTMLMetaElement>('meta[name="shotgraph-session"]')?.content ?? '';
const editor = document.createElement('shotgraph-editor');
editor.nodes = nodeRegistry;
editor.gateway = createHttpJobClient({ base: '', session, fetch: (input, init) => fetch(input, init) });
const storage = browserStores({
  factory: indexedDB,
  channel: new BroadcastChannel('shotgraph'),
  now: () => Date.now(),
  onSuperseded: () =>
    editor.editor?.notify({
      tone: 'warn',
      text: 'A newer Shotgraph is open in another tab.',
      detail: 'Reload this page.',
    }),
});
editor.storage = storage;
window.addEventListener('pagehide', ({ persisted }) => persisted && storage.release());
editor.templates = templatesOf(
  import.meta.glob<string>('../graphs/*.json', { query: '?raw', import: 'default', eager: true }),
);
editor.firstTemplate = 'three-shot-storyboard';
editor.addEventListener('graph-change', (event) => {
  const { detail } = event as CustomEvent<EditorEvents['graph-change']>;
  document.title = `${detail.edited ? '• ' : ''}${detail.document.title || 'Untitled'} – Shotgraph`;
});
document.body.append(editor);
