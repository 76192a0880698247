import { emptyDocument, type GraphDocument, type View } from '../../graph/document.ts';
import type { EditorCore } from './editor-core.ts';
import type { Kept } from './editor.ts';
import { amend, historyLabels, record, redo, seal, startHistory, undo, type UndoHistory } from './undo-history.ts';

/** A graph as it stands open: undo restores both. */
export interface OpenGraph {
  readonly graphId: string;
  readonly document: GraphDocument;
}

export interface OpenOptions {
  readonly silent?: boolean;
  readonly edited?: boolean;
  readonly inFile?: boolean;
}

/** The graph that is open, its undo history, and whether it is saved. */
export interface OpenGraphs {
  readonly present: OpenGraph;
  /** The document with the part of it that the person looks at. */
  readonly withView: () => GraphDocument;
  edit(next: GraphDocument, label: string, merge?: string): void;
  /** Opens another graph: one step of undo, unless `silent` (a page that starts). `inFile`: it stands in a file as it is. */
  open(graph: OpenGraph, label: string, options?: OpenOptions): void;
  /** Keeps the open graph under another id. */
  rename(graphId: string): void;
  undo(): void;
  redo(): void;
  /** Ends merging of edits. */
  seal(): void;
  look(view: View): void;
  /** The open graph is saved as a file as it stands. */
  saved(): void;
  /** Whether this browser keeps drafts. */
  draftsKept(kept: boolean): void;
}

export function createOpenGraphs(core: EditorCore, onChange: (to: OpenGraph, before: OpenGraph) => void): OpenGraphs {
  const { graphId, document } = core.state;
  let history: UndoHistory<OpenGraph> = startHistory({ graphId, document });
  const savedAs = new Map<string, GraphDocument>([[graphId, document]]);
  const inFiles = new Set<string>();
  const views = new Map<string, View>();
  let drafts = true;

  const keptOf = ({ graphId, document }: OpenGraph): Kept => {
    if (inFiles.has(graphId) && savedAs.get(graphId) === document) return 'file';
    return drafts ? 'browser' : 'nowhere';
  };

  const show = (next: UndoHistory<OpenGraph>): void => {
    const before = history.present;
    history = next;
    const { present } = history;
    core.set({
      graphId: present.graphId,
      document: present.document,
      history: historyLabels(history),
      edited: savedAs.get(present.graphId) !== present.document,
      kept: keptOf(present),
    });
    if (present !== before) onChange(present, before);
  };

  return {
    get present() {
      return history.present;
    },
    withView() {
      const { graphId, document } = history.present;
      const view = views.get(graphId);
      return view ? { ...document, view } : document;
    },
    edit: (document, label, merge) =>
      document === history.present.document
        ? undefined
        : show(record(history, { ...history.present, document }, label, merge)),
    open(graph, label, { silent = false, edited = false, inFile = false } = {}) {
      if (inFile) inFiles.add(graph.graphId);
      savedAs.set(graph.graphId, edited ? emptyDocument() : graph.document);
      show(silent ? startHistory(graph) : record(history, graph, label));
    },
    rename(graphId) {
      const { present } = history;
      const saved = savedAs.get(present.graphId);
      if (saved) savedAs.set(graphId, saved);
      if (inFiles.has(present.graphId)) inFiles.add(graphId);
      show(amend(history, { ...present, graphId }));
    },
    undo: () => show(undo(history)),
    redo: () => show(redo(history)),
    seal: () => void (history = seal(history)),
    look: (view) => void views.set(history.present.graphId, view),
    saved() {
      const { graphId, document } = history.present;
      savedAs.set(graphId, document);
      inFiles.add(graphId);
      core.set({ edited: false, kept: 'file' });
    },
    draftsKept(kept) {
      if (kept === drafts) return;
      drafts = kept;
      core.set({ kept: keptOf(history.present) });
    },
  };
}
