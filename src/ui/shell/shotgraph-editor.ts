import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type NodeId, nodeOf, type Point, type View } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { workerOperations } from '../../media/worker-operations.ts';
import type { Operations } from '../../runtime/run/operations.ts';
import type { JobClient, ServicePath } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import type { CanvasEvents } from '../canvas/canvas-events.ts';
import '../canvas/shotgraph-canvas.ts';
import type { ShotgraphCanvas } from '../canvas/shotgraph-canvas.ts';
import { type CommandContext, perform } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { withNewNode } from '../commands/node-matches.ts';
import type { EditorStores } from '../editor/editor-options.ts';
import type { Editor, EditorState, Template } from '../editor/editor.ts';
import { browserPreferences, type Preferences } from '../editor/preferences.ts';
import { openFiles, takeFiles } from '../files/take-files.ts';
import '../top-bar/shotgraph-top-bar.ts';
import type { ShotgraphTopBar } from '../top-bar/shotgraph-top-bar.ts';
import { baseStyles } from './base-styles.ts';
import { contextMenu } from './context-menu.ts';
import { chooseFile } from './choose-file.ts';
import { type EditorSession, startEditor } from './start-editor.ts';
import { bounds, type Layout, panelIds, type PanelId, readLayout, resized, type Sized } from './layout.ts';
import { listenToPage } from './page-events.ts';
import './parts.ts';
import { placeWithin } from './place-within.ts';
import { rail } from './rail.ts';
import { shellStyles } from './shell-styles.ts';
import './shotgraph-menu.ts';
import './shotgraph-node-search.ts';
import './shotgraph-notices.ts';
import './shotgraph-question.ts';
import './shotgraph-shortcuts.ts';
import type { ShotgraphShortcuts } from './shotgraph-shortcuts.ts';
import './shotgraph-splitter.ts';
import { panelBody, panelTitles } from './side-panels.ts';

/** What the editor tells the page that embeds it. */
export interface EditorEvents {
  /** The open document is another one now, or was saved. */
  'graph-change': { readonly document: EditorState['document']; readonly edited: boolean };
  /** The document's last Run began, went on or ended. */
  'run-change': { readonly run: EditorState['run'] };
}

/**
 * The editor: one element. Give it `nodes`, `gateway` and `storage`; it sends `graph-change` and `run-change` (`EditorEvents`).
 * The rest has defaults; without templates it begins empty.
 */
@customElement('shotgraph-editor')
export class ShotgraphEditor extends LitElement {
  @property({ attribute: false }) nodes: NodeRegistry | undefined;
  @property({ attribute: false }) gateway: JobClient | undefined;
  @property({ attribute: false }) storage: EditorStores | undefined;
  @property({ attribute: false }) templates: readonly Template[] = [];
  @property({ attribute: false }) firstTemplate = '';
  /** Does the media operations; by default in a Worker. */
  @property({ attribute: false }) operations: Operations | undefined;
  @property({ attribute: false }) preferences: Preferences = browserPreferences(() => localStorage);

  @state() private session: EditorSession | undefined;
  @state() private layout: Layout = readLayout(undefined);
  @state() private search: CanvasEvents['node-search'] | undefined;
  @state() private menu: CanvasEvents['context-menu'] | undefined;
  @state() private deciding: JobRecord | undefined;
  @state() private dropping = false;

  @query('shotgraph-canvas') private canvas!: ShotgraphCanvas;
  @query('shotgraph-top-bar') private topBar!: ShotgraphTopBar;
  @query('shotgraph-shortcuts') private shortcuts!: ShotgraphShortcuts;

  private page: AbortController | undefined;
  private heard: EditorState | undefined;
  private view: View | undefined;
  private pointer: { readonly x: number; readonly y: number } | undefined;
  /** Whether the person moved the view since the graph was opened: what only fits it is not saved. */
  private moved = false;
  private copied: string | undefined;

  static override styles = [baseStyles, shellStyles];

  /** Opens a graph file's text. A refusal is shown, and leaves the open graph alone. */
  async openGraph(text: string): Promise<void> {
    await this.started().openGraph(text);
  }

  /** The open graph as the text of a graph file. */
  saveGraph(): string {
    return this.started().saveGraph();
  }

  /** Rehearses, or shows the quote of a paid run. */
  async run({ service }: { readonly service: ServicePath }): Promise<void> {
    await this.started().run(service);
  }

  /** The editor behind the element, once `nodes`, `gateway` and `storage` are set. */
  get editor(): Editor | undefined {
    return this.session?.editor;
  }

  private started(): Editor {
    this.start();
    if (!this.session) throw new Error('set nodes, gateway and storage on <shotgraph-editor> first');
    return this.session.editor;
  }

  constructor() {
    super();
    // What panels, strip and notices ask for, wherever they stand.
    this.addEventListener('go-to-node', (event) => this.goTo((event as CustomEvent<{ node: NodeId }>).detail.node));
    this.addEventListener(
      'decide-job',
      (event) => (this.deciding = (event as CustomEvent<{ job: JobRecord }>).detail.job),
    );
    this.addEventListener(
      'decide',
      (event) => void this.decide((event as CustomEvent<{ jobKey: JobKey }>).detail.jobKey),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.layout = readLayout(this.preferences.get('layout'));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.page?.abort();
    this.session?.stop();
    this.session = this.heard = undefined;
  }

  protected override willUpdate(): void {
    this.start();
  }

  private start(): void {
    const { nodes, gateway, storage, templates, firstTemplate, preferences } = this;
    if (this.session || !nodes || !gateway || !storage || !this.isConnected) return;
    const operations = this.operations ?? workerOperations();
    const session = startEditor({
      nodes,
      gateway,
      storage,
      templates,
      firstTemplate,
      operations,
      preferences,
      middle: () => this.canvas.viewCenter(),
      redraw: () => this.requestUpdate(),
    });
    this.session = session;
    session.editor.subscribe(() => this.follow());
    this.follow();
    this.listen();
  }

  /** Tells the page what changed, and takes over what stands outside of the views. */
  private follow(): void {
    const { editor } = this;
    if (!editor) return;
    const { state } = editor;
    const before = this.heard;
    this.heard = state;
    this.requestUpdate();
    if (state.theme !== before?.theme) document.documentElement.dataset['theme'] = state.theme;
    if (state.graphId !== before?.graphId) {
      this.moved = false;
      this.search = this.menu = undefined;
      // A graph that nobody has looked at yet is shown whole, once the canvas has it.
      if (before && isUnseen(state.document.view)) void this.showWhole();
    }
    if (state.document !== before?.document || state.edited !== before.edited)
      this.tell('graph-change', { document: state.document, edited: state.edited });
    if (state.run !== before?.run) this.tell('run-change', { run: state.run });
  }

  private async showWhole(): Promise<void> {
    await this.updateComplete;
    await this.canvas.updateComplete;
    this.canvas.fit();
  }

  private tell<K extends keyof EditorEvents>(type: K, detail: EditorEvents[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  private get context(): CommandContext {
    const editor = this.started();
    const { canvas } = this;
    return {
      editor,
      canvas: {
        fit: (ids) => canvas.fit(ids),
        zoomBy: (factor) => canvas.zoomTo((this.view?.scale ?? 1) * factor),
        rename: (node) => canvas.rename(node),
        pointer: () => this.pointedAt(),
      },
      shell: {
        pickGraphFile: () => this.topBar.pick(),
        searchNodes: () => this.searchHere(),
        showShortcuts: () => this.shortcuts.open(),
        togglePanel: (panel) => this.togglePanel(panel),
        copied: () => this.copied,
        copy: (text) => void (this.copied = text),
      },
    };
  }

  private listen(): void {
    const page = (this.page = new AbortController());
    listenToPage(page.signal, {
      mine: (event) => event.composedPath().includes(this) || event.target === document.body,
      act: (command) => perform(command, this.context),
      applies: (command) => command.refusal?.(this.context) === undefined,
      pasted: (data) => {
        const text = data.getData('text/plain');
        if (text.trim() !== '') this.copied = text.trimStart().startsWith('{') ? text : undefined;
        if (data.files.length > 0) void takeFiles(this.started(), [...data.files], this.pointedAt());
      },
      copiedText: () => this.copied,
      fileOver: (over) => (this.dropping = over),
      dropped: (files, at) => {
        this.pointer = at;
        void takeFiles(this.started(), files, this.pointedAt());
      },
    });
  }

  /** Where in the graph the pointer is, or the middle of what is shown while it is elsewhere. */
  private pointedAt(): Point {
    const { pointer, view, canvas } = this;
    const rect = canvas.getBoundingClientRect();
    const inside =
      pointer && pointer.x >= rect.left && pointer.x <= rect.right && pointer.y >= rect.top && pointer.y <= rect.bottom;
    if (!pointer || !view || !inside) return canvas.viewCenter();
    return [
      (pointer.x - rect.left) / view.scale - view.offset[0],
      (pointer.y - rect.top) / view.scale - view.offset[1],
    ];
  }

  private searchHere(): void {
    const rect = this.canvas.getBoundingClientRect();
    const middle = { x: rect.left + rect.width / 2 - 150, y: rect.top + rect.height / 3 };
    this.search = { at: this.pointedAt(), screen: this.pointer ?? middle };
  }

  private setLayout(layout: Layout): void {
    this.layout = layout;
    this.preferences.set('layout', JSON.stringify(layout));
  }

  private togglePanel(panel: string): void {
    const id = panelIds.find((known) => known === panel);
    this.setLayout({ ...this.layout, panel: this.layout.panel === id ? undefined : id });
  }

  protected override render() {
    const { session, layout } = this;
    if (!session) return nothing;
    const { editor, media } = session;
    return html`
      <shotgraph-top-bar
        .editor=${editor}
        @command=${(event: CustomEvent<{ id: string }>) => this.act(event.detail.id)}
        @open-files=${(event: CustomEvent<{ files: readonly File[] }>) => void openFiles(editor, event.detail.files)}
      ></shotgraph-top-bar>
      <shotgraph-run-banner .editor=${editor}></shotgraph-run-banner>
      ${rail(layout, editor.state.theme, {
        panel: (id) => this.togglePanel(id),
        inspector: () => this.setLayout({ ...layout, inspectorOpen: !layout.inspectorOpen }),
        strip: () => this.setLayout({ ...layout, stripOpen: !layout.stripOpen }),
        command: (id) => this.act(id),
      })}
      ${panelIds.map((id) => this.panel(session, id))}
      ${layout.panel ? this.splitter('left', 'panelWidth', 'Width of the panel') : nothing}
      <main
        class=${`canvas ${this.dropping ? 'over' : ''}`}
        @pointermove=${this.point}
        @pointerleave=${() => (this.pointer = undefined)}
      >
        ${this.canvasOf(session)} ${this.emptyState(editor)}
        <shotgraph-notices .editor=${editor}></shotgraph-notices>
      </main>
      ${layout.inspectorOpen ? this.splitter('right', 'inspectorWidth', 'Width of the inspector') : nothing}
      <aside
        class="inspector"
        aria-label="Inspector"
        ?hidden=${!layout.inspectorOpen}
        style=${`width:${layout.inspectorWidth}px`}
      >
        <shotgraph-inspector .editor=${editor}></shotgraph-inspector>
      </aside>
      <section class="strip" aria-label="Film" ?hidden=${!layout.stripOpen} style=${`height:${layout.stripHeight}px`}>
        ${this.splitter('bottom', 'stripHeight', 'Height of the film strip')}
        <shotgraph-strip .editor=${editor} .media=${media}></shotgraph-strip>
      </section>
      ${this.overlays(session)}
    `;
  }

  private panel({ editor }: EditorSession, id: PanelId) {
    const open = this.layout.panel === id;
    // The outline stands in the page always, for whoever reads the graph without seeing it.
    if (!open && id !== 'outline') return nothing;
    return html`<section
      class=${`panel ${open ? '' : 'away'}`}
      aria-label=${panelTitles[id]}
      style=${open ? `width:${this.layout.panelWidth}px` : ''}
    >
      ${panelBody(id, editor)}
    </section>`;
  }

  private splitter(side: 'left' | 'right' | 'bottom', size: Sized, label: string) {
    return html`<shotgraph-splitter
      .side=${side}
      side=${side}
      .size=${this.layout[size]}
      .least=${bounds[size][0]}
      .most=${bounds[size][1]}
      .label=${label}
      @resize-to=${(event: CustomEvent<{ size: number }>) => this.setLayout(resized(this.layout, size, event.detail.size))}
    ></shotgraph-splitter>`;
  }

  private canvasOf(session: EditorSession) {
    const { editor, canvasMedia } = session;
    const { document, selection, theme, evaluation } = editor.state;
    const { registry } = editor;
    const moved = (): void => void (this.moved = true);
    return html`<shotgraph-canvas
      .document=${document}
      .registry=${registry}
      .selection=${selection}
      .states=${session.views()}
      .media=${canvasMedia}
      .problems=${evaluation.problems}
      .theme=${theme}
      @pointerdown=${moved}
      @wheel=${moved}
      @keydown=${moved}
      @graph-edit=${({ detail }: CustomEvent<CanvasEvents['graph-edit']>) =>
        editor.edit(detail.document, detail.label, detail.merge)}
      @selection-change=${({ detail }: CustomEvent<CanvasEvents['selection-change']>) => editor.select(detail.selection)}
      @view-change=${this.viewChanged}
      @node-search=${({ detail }: CustomEvent<CanvasEvents['node-search']>) => (this.search = detail)}
      @context-menu=${({ detail }: CustomEvent<CanvasEvents['context-menu']>) => (this.menu = detail)}
      @refused=${({ detail }: CustomEvent<CanvasEvents['refused']>) => editor.notify({ tone: 'info', text: detail.reason })}
      @pick-file=${this.pickFile}
    ></shotgraph-canvas>`;
  }

  private emptyState(editor: Editor) {
    if (editor.state.document.nodes.length > 0) return nothing;
    return html`<div class="empty">
      <h2>An empty graph</h2>
      <p>Double-click to add a node, drop a graph file or a picture, or begin with a template.</p>
      <div>
        <button type="button" class="btn" @click=${() => this.searchHere()}>Add a node</button>
        <button type="button" class="btn" @click=${() => this.setLayout({ ...this.layout, panel: 'templates' })}>
          Templates
        </button>
      </div>
    </div>`;
  }

  private overlays({ editor }: EditorSession) {
    const { search, menu } = this;
    return html`
      ${
        search
          ? html`<shotgraph-node-search
              style=${placeWithin(search.screen, { width: 300, height: 360 })}
              .registry=${editor.registry}
              .document=${editor.state.document}
              .end=${search.from}
              @choose-node=${(event: CustomEvent<{ type: string }>) => this.addFound(editor, event.detail.type)}
              @close-search=${() => this.closeSearch()}
            ></shotgraph-node-search>`
          : nothing
      }
      ${
        menu
          ? html`<shotgraph-menu
              style=${placeWithin(menu.screen, { width: 220, height: 320 })}
              .items=${contextMenu(this.context, menu)}
              @close-menu=${() => (this.menu = undefined)}
            ></shotgraph-menu>`
          : nothing
      }
      <shotgraph-shortcuts></shotgraph-shortcuts>
      <shotgraph-question .editor=${editor}></shotgraph-question>
      <shotgraph-quote-dialog .editor=${editor}></shotgraph-quote-dialog>
      <shotgraph-uncertain-dialog
        .editor=${editor}
        .job=${this.deciding}
        @dialog-closed=${() => (this.deciding = undefined)}
      ></shotgraph-uncertain-dialog>
    `;
  }

  private act(id: string): void {
    const command = commands.find((each) => each.id === id);
    if (command) perform(command, this.context);
  }

  private addFound(editor: Editor, type: string): void {
    const definition = editor.registry.get(type);
    const { search } = this;
    this.closeSearch();
    if (!definition || !search) return;
    const { at, from } = search;
    // The node's first row lies under the cursor, where a link would have ended.
    const pos = [Math.round(at[0]) - (from && 'input' in from ? definition.size[0] : 0), Math.round(at[1])] as const;
    const added = withNewNode(editor.state.document, editor.registry, definition, pos, from);
    editor.edit(added.document, `Add ${definition.title}`);
    editor.select(new Set([added.id]));
  }

  private closeSearch(): void {
    if (!this.search) return;
    this.search = undefined;
    this.canvas.renderRoot.querySelector('canvas')?.focus();
  }

  /** Opens the question of an uncertain job. */
  private async decide(jobKey: JobKey): Promise<void> {
    const editor = this.started();
    const shown = [...editor.state.states.values()].find(({ job }) => job?.jobKey === jobKey)?.job;
    if (shown) this.deciding = shown;
    else this.deciding = await this.session?.recordOf(jobKey);
  }

  private goTo(node: NodeId): void {
    const { editor } = this;
    if (!editor || !nodeOf(editor.state.document, node)) return;
    editor.select(new Set([node]));
    this.canvas.centerOn(node);
  }

  private point(event: PointerEvent): void {
    this.pointer = { x: event.clientX, y: event.clientY };
  }

  private viewChanged({ detail }: CustomEvent<CanvasEvents['view-change']>): void {
    this.view = detail.view;
    if (this.moved) this.editor?.look(detail.view);
  }

  private async pickFile({ detail }: CustomEvent<CanvasEvents['pick-file']>): Promise<void> {
    const { editor } = this;
    if (!editor) return;
    const file = detail.file ?? (await chooseFile(editor, detail.node, detail.param));
    if (file) await editor.pickFile(detail.node, detail.param, file);
  }

  protected override updated(_: PropertyValues): void {
    this.view ??= this.session?.editor.state.document.view;
  }
}

/** No view, or the one that every new file has. */
function isUnseen(view: View | undefined): boolean {
  return !view || (view.scale === 1 && view.offset[0] === 0 && view.offset[1] === 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-editor': ShotgraphEditor;
  }
}
