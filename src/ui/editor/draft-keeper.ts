import type { GraphDocument } from '../../graph/document.ts';
import { readGraphFile } from '../../graph/file/read-graph-file.ts';
import { writeGraphFile } from '../../graph/file/write-graph-file.ts';
import { hashJson } from '../../graph/hash.ts';
import type { Draft } from '../../runtime/stores/draft-store.ts';
import { shownText } from '../canvas/shown-text.ts';
import { refusalWords } from '../files/problem-place.ts';
import { type Autosave, createAutosave } from './autosave.ts';
import type { EditorCore } from './editor-core.ts';
import type { EditorOptions } from './editor-options.ts';
import type { DraftEntry } from './editor.ts';
import { forgetLeaving, keepLeaving, leavingDraft } from './leaving-draft.ts';
import type { OpenGraph, OpenGraphs } from './open-graph.ts';

/** Keeps what is being edited in this browser, and brings it back. */
export interface DraftKeeper {
  /** Shows the last draft, on first start the template. Never rejects. */
  restore(): Promise<void>;
  /** All drafts but the open one, latest first. Never rejects. */
  list(): Promise<readonly DraftEntry[]>;
  /** Opens a draft as one step of undo. Never rejects. */
  open(id: string): Promise<void>;
  /** Something changed. */
  touch(): void;
  /** Another graph takes the place of one: its last changes are kept, which no later save would see. */
  left(graph: OpenGraph): void;
  /** The open graph stands in a file as it is. */
  saved(): void;
  flush(): Promise<void>;
  stop(): void;
}

/** So many drafts are kept. */
const mostDrafts = 40;

export function keepDrafts(options: EditorOptions, core: EditorCore, graphs: OpenGraphs): DraftKeeper {
  const { registry, stores, clock, preferences, tab, newId, templates, firstTemplate, onTrouble } = options;
  const { drafts } = stores;
  /** When this page last wrote or read a draft: what is newer was written by another tab. */
  const seen = new Map<string, number>();
  let told = false;

  const trouble = (error: unknown): void => {
    onTrouble(error);
    graphs.draftsKept(false);
    if (told) return;
    told = true;
    const detail = 'Save the graph as a file to keep it. Jobs and clips are safe: the gateway has them.';
    core.notify({ tone: 'warn', text: 'Drafts cannot be kept in this browser.', detail });
  };

  const write = async (id: string, title: string, text: string, last: boolean): Promise<void> => {
    const savedAt = clock.now();
    const draft: Draft = { id, title, text, savedAt };
    seen.set(id, savedAt);
    tab.set('graph', id);
    if (last) keepLeaving(preferences, draft);
    await Promise.all([drafts.put(draft), drafts.setLastOpened(id)]);
    forgetLeaving(preferences, id);
    graphs.draftsKept(true);
  };

  const save = async (last: boolean): Promise<void> => {
    const { graphId, document } = graphs.present;
    const { title } = document;
    const text = writeGraphFile(graphs.withView(), registry);
    if (last) return write(graphId, title, text, true);
    const stored = await drafts.get(graphId);
    if (stored?.text === text && stored.title === title) {
      seen.set(graphId, stored.savedAt);
      return drafts.setLastOpened(graphId);
    }
    let id = graphId;
    if (stored && stored.savedAt > (seen.get(graphId) ?? 0)) {
      id = newId();
      graphs.rename(id);
      core.notify({
        tone: 'info',
        text: 'This graph is edited in another tab too. Yours is kept beside it from now on.',
      });
    }
    await write(id, title, text, false);
    for (const old of (await drafts.list()).slice(mostDrafts)) if (old.id !== id) await drafts.remove(old.id);
  };
  const autosave: Autosave = createAutosave({ clock, save, onTrouble: trouble });

  const markOf = (document: GraphDocument): string => hashJson(writeGraphFile(document, registry));

  /** Puts what was written down when a page ended among the drafts, where that was not done in time. */
  const takeUpLeaving = async (): Promise<void> => {
    const draft = leavingDraft(preferences);
    if (!draft) return;
    const lastId = await drafts.lastOpened();
    const [stored, shown] = [await drafts.get(draft.id), lastId === undefined ? undefined : await drafts.get(lastId)];
    if (draft.savedAt > (stored?.savedAt ?? 0)) await drafts.put(draft);
    if (draft.savedAt > (shown?.savedAt ?? 0)) await drafts.setLastOpened(draft.id);
    forgetLeaving(preferences, draft.id);
  };

  const draftOf = async (id: string | undefined): Promise<Draft | undefined> =>
    id === undefined ? undefined : drafts.get(id);

  const lastDraft = async (): Promise<boolean> => {
    await takeUpLeaving();
    const draft = (await draftOf(tab.get('graph'))) ?? (await draftOf(await drafts.lastOpened()));
    if (!draft) return false;
    const result = readGraphFile(draft.text, registry, { name: `${draft.title}.json` });
    if (!result.ok) {
      core.notify({ tone: 'bad', text: 'The last draft could not be read.', detail: refusalWords(result.problem) });
      return false;
    }
    show(draft, result.document, '');
    return true;
  };

  /** A label makes it a step of undo. */
  const show = (draft: Draft, document: GraphDocument, label: string): void => {
    seen.set(draft.id, draft.savedAt);
    const mark = markOf(document);
    const inFile = preferences.get('saved') === mark;
    const edited = !inFile && preferences.get('begun') !== mark;
    graphs.open({ graphId: draft.id, document }, label, { silent: label === '', edited, inFile });
  };

  const openTemplate = (): void => {
    const template = templates.find(({ name }) => name === firstTemplate) ?? templates[0];
    const result = template && readGraphFile(template.text, registry, { name: `${template.name}.json` });
    if (!result?.ok) return;
    graphs.open({ graphId: newId(), document: result.document }, '', { silent: true });
    preferences.set('begun', markOf(result.document));
    autosave.touch();
  };

  return {
    async restore() {
      try {
        if (await lastDraft()) return;
      } catch (error) {
        trouble(error);
      }
      openTemplate();
    },
    async list() {
      try {
        const kept = await drafts.list();
        return kept.filter(({ id }) => id !== graphs.present.graphId);
      } catch (error) {
        trouble(error);
        return [];
      }
    },
    async open(id) {
      try {
        await autosave.flush();
        const draft = await drafts.get(id);
        const result = draft && readGraphFile(draft.text, registry, { name: `${draft.title}.json` });
        if (draft && result?.ok) return show(draft, result.document, `Open ${shownText(draft.title) || 'Untitled'}`);
        const detail = result && !result.ok ? refusalWords(result.problem) : 'It is not kept any more.';
        core.notify({ tone: 'bad', text: 'The draft was not opened.', detail });
      } catch (error) {
        trouble(error);
      }
    },
    touch: autosave.touch,
    left({ graphId, document }) {
      if (!autosave.waiting) return;
      const { title } = document;
      const savedAt = clock.now();
      seen.set(graphId, savedAt);
      drafts.put({ id: graphId, title, text: writeGraphFile(document, registry), savedAt }).catch(trouble);
    },
    saved: () => preferences.set('saved', markOf(graphs.present.document)),
    flush: autosave.flush,
    stop: autosave.stop,
  };
}
