import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { GatewayError, GatewayUnreachable } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { Editor } from '../editor/editor.ts';
import { emptyWindow, type HistoryWindow, type HistoryWish, pagesOf, questionFor, withPage } from './history-window.ts';

/** Reads the pages of a history that are looked at, and reads them again when a job changes. */
export class HistoryReader implements ReactiveController {
  window: HistoryWindow = emptyWindow({});
  /** Why nothing could be read, as a sentence. */
  trouble: string | undefined;
  private readonly host: ReactiveControllerHost;
  private readonly editorOf: () => Editor | undefined;
  /** What the loaded pages are true for: the editor's state as far as it tells of jobs. */
  private signal = '';
  private stale: ReadonlySet<number> = new Set();
  private readonly asking = new Map<number, Promise<void>>();
  /** Only answers to the present wish count. */
  private generation = 0;

  constructor(host: ReactiveControllerHost, editorOf: () => Editor | undefined) {
    this.host = host;
    this.editorOf = editorOf;
    host.addController(this);
  }

  /** Nothing to begin with: reading starts with the first drawing. */
  hostConnected(): void {
    this.signal = '';
  }

  get busy(): boolean {
    return this.asking.size > 0;
  }

  /** Everything that is loaded. */
  get jobs(): readonly JobRecord[] {
    return [...this.window.pages.values()].flat();
  }

  /** Makes sure that the places in view are loaded and true. At the top of the list new jobs may push the others down. */
  read(wish: HistoryWish, places: { readonly first: number; readonly end: number }, atTop: boolean): void {
    const editor = this.editorOf();
    if (!editor) return;
    if (JSON.stringify(wish) !== JSON.stringify(this.window.wish))
      this.begin({ ...emptyWindow(wish), total: this.window.total, graphs: this.window.graphs });
    const signal = jobsSignal(editor);
    if (signal !== this.signal) {
      this.signal = signal;
      this.trouble = undefined;
      this.stale = new Set(this.window.pages.keys());
      // What was read before stays to be seen until the answer comes.
      if (atTop) this.begin({ ...this.window, asOf: undefined });
    }
    if (this.trouble !== undefined) return;
    for (const page of pagesOf(places)) {
      if ((this.window.pages.has(page) && !this.stale.has(page)) || this.asking.has(page)) continue;
      this.ask(editor, page);
    }
  }

  /** Reads everything that is in view anew. */
  again(): void {
    this.signal = '';
    this.host.requestUpdate();
  }

  forget(): void {
    this.begin(emptyWindow(this.window.wish));
    this.signal = '';
  }

  /** Resolves when nothing is asked any more. */
  async settled(): Promise<void> {
    while (this.asking.size > 0) await Promise.all(this.asking.values());
  }

  private begin(window: HistoryWindow): void {
    this.window = window;
    this.generation += 1;
    this.asking.clear();
  }

  private ask(editor: Editor, page: number): void {
    const { generation } = this;
    const present = (): boolean => generation === this.generation;
    const answer = async (): Promise<void> => {
      try {
        const list = await editor.jobs.history(questionFor(this.window, page));
        if (!present()) return;
        this.window = withPage(this.window, page, list);
        this.stale = new Set([...this.stale].filter((other) => other !== page));
      } catch (error) {
        if (present()) this.trouble = troubleWords(error);
      }
      if (!present()) return;
      this.asking.delete(page);
      this.host.requestUpdate();
    };
    this.asking.set(page, answer());
  }
}

/** Changes whenever the editor's state tells of a job that changed. */
function jobsSignal({ state }: Editor): string {
  let seq = 0;
  for (const { job, runJob } of state.states.values()) seq = Math.max(seq, job?.seq ?? 0, runJob?.seq ?? 0);
  return `${state.connection} ${seq} ${state.run?.id ?? ''} ${state.run?.state.kind ?? ''}`;
}

function troubleWords(error: unknown): string {
  if (error instanceof GatewayUnreachable) return 'The gateway does not answer, so the history cannot be read now.';
  if (error instanceof GatewayError) return `${error.reason} ${error.remedy}`.trim();
  throw error;
}
