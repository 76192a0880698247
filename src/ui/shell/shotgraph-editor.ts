import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { NodeId } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import { workerOperations } from '../../media/worker-operations.ts';
import type { Operations } from '../../runtime/run/operations.ts';
import type { JobClient, ServicePath } from '../../runtime/wire/job-client.ts';
import type { JobRecord } from '../../runtime/wire/job-record.ts';
import { type CommandContext, perform } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import type { EditorStores } from '../editor/editor-options.ts';
import type { Editor, EditorState, Template } from '../editor/editor.ts';
import { browserPreferences, type Preferences } from '../editor/preferences.ts';
import type { PanelEvents } from '../controls/send-event.ts';
import { openFiles, takeFiles } from '../files/take-files.ts';
import '../top-bar/shotgraph-top-bar.ts';
import type { ShotgraphTopBar } from '../top-bar/shotgraph-top-bar.ts';
import { baseStyles } from './base-styles.ts';
import { type EditorSession, startEditor } from './start-editor.ts';
import { bounds, type Layout, panelIds, readLayout, resized, type Sized } from './layout.ts';
import { listenToPage } from './page-events.ts';
import './parts.ts';
import { rail } from './rail.ts';
import { shellStyles } from './shell-styles.ts';
import './shotgraph-canvas-area.ts';
import type { ShotgraphCanvasArea } from './shotgraph-canvas-area.ts';
import './shotgraph-question.ts';
import './shotgraph-shortcuts.ts';
import type { ShotgraphShortcuts } from './shotgraph-shortcuts.ts';
import './shotgraph-splitter.ts';
import { sidePanel } from './side-panels.ts';

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
  @state() private deciding: JobRecord | undefined;
  @state() private dropping = false;
  @state() private choosingProject = false;

  @query('shotgraph-canvas-area') private area!: ShotgraphCanvasArea;
  @query('shotgraph-top-bar') private topBar!: ShotgraphTopBar;
  @query('shotgraph-shortcuts') private shortcuts!: ShotgraphShortcuts;

  private page: AbortController | undefined;
  private heard: EditorState | undefined;
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
    this.addEventListener('go-to-node', (event) =>
      this.area.goTo((event as CustomEvent<{ node: NodeId }>).detail.node),
    );
    this.addEventListener('command', (event) => this.act((event as CustomEvent<{ id: string }>).detail.id));
    this.addEventListener(
      'edit-param',
      (event) => void this.editParam((event as CustomEvent<PanelEvents['edit-param']>).detail),
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
      middle: () => this.area.middle(),
      redraw: () => this.area?.requestUpdate(),
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
    if (before && state.graphId !== before.graphId) void this.opened();
    if (state.document !== before?.document || state.edited !== before.edited)
      this.tell('graph-change', { document: state.document, edited: state.edited });
    if (state.run !== before?.run) this.tell('run-change', { run: state.run });
  }

  private async opened(): Promise<void> {
    await this.updateComplete;
    await this.area.opened();
  }

  private tell<K extends keyof EditorEvents>(type: K, detail: EditorEvents[K]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  private readonly contextOf = (): CommandContext => this.context;

  private get context(): CommandContext {
    const editor = this.started();
    return {
      editor,
      canvas: this.area,
      shell: {
        pickGraphFile: () => this.topBar.pick(),
        chooseProject: () => (this.choosingProject = true),
        searchNodes: () => this.area.find(),
        decide: (jobKey) => void this.decide(jobKey),
        showShortcuts: () => this.shortcuts.open(),
        togglePanel: (panel) => {
          this.togglePanel(panel);
          void this.enterPanel();
        },
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
        if (data.files.length > 0) void takeFiles(this.started(), [...data.files], this.area.pointer());
      },
      copiedText: () => this.copied,
      fileOver: (over) => (this.dropping = over),
      dropped: (files, at) => void takeFiles(this.started(), files, this.area.pointOf(at)),
    });
  }

  private setLayout(layout: Layout): void {
    this.layout = layout;
    this.preferences.set('layout', JSON.stringify(layout));
  }

  private togglePanel(panel: string): void {
    const id = panelIds.find((known) => known === panel);
    this.setLayout({ ...this.layout, panel: this.layout.panel === id ? undefined : id });
  }

  /** Who opens a panel by key goes on in it by key. */
  private async enterPanel(): Promise<void> {
    await this.updateComplete;
    const panel = this.renderRoot.querySelector<LitElement>('.panel:not(.away) > *');
    await panel?.updateComplete;
    panel?.renderRoot.querySelector<HTMLElement>('input, [role=treeitem][tabindex="0"], .body button')?.focus();
  }

  protected override render() {
    const { session, layout } = this;
    if (!session) return nothing;
    const { editor, media } = session;
    return html`
      <shotgraph-top-bar
        .editor=${editor}
        @open-files=${(event: CustomEvent<{ files: readonly File[] }>) => void openFiles(editor, event.detail.files)}
      ></shotgraph-top-bar>
      <shotgraph-run-banner .editor=${editor}></shotgraph-run-banner>
      ${rail(layout, editor.state.theme, {
        panel: (id) => this.togglePanel(id),
        inspector: () => this.setLayout({ ...layout, inspectorOpen: !layout.inspectorOpen }),
        strip: () => this.setLayout({ ...layout, stripOpen: !layout.stripOpen }),
        command: (id) => this.act(id),
      })}
      ${panelIds.map((id) => sidePanel(id, editor, media, layout))}
      ${layout.panel ? this.splitter('left', 'panelWidth', 'Width of the panel') : nothing}
      <main>
        <shotgraph-canvas-area
          .session=${session}
          .context=${this.contextOf}
          .dropping=${this.dropping}
        ></shotgraph-canvas-area>
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
      <section
        class="strip"
        aria-label="Film strip"
        ?hidden=${!layout.stripOpen}
        style=${`height:${layout.stripHeight}px`}
      >
        ${this.splitter('bottom', 'stripHeight', 'Height of the film strip')}
        <shotgraph-strip .editor=${editor} .media=${media}></shotgraph-strip>
      </section>
      ${this.overlays(session)}
    `;
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

  private overlays({ editor }: EditorSession) {
    return html`
      <shotgraph-shortcuts></shotgraph-shortcuts>
      <shotgraph-question .editor=${editor}></shotgraph-question>
      <shotgraph-quote-dialog .editor=${editor}></shotgraph-quote-dialog>
      <shotgraph-opening-dialog .editor=${editor}></shotgraph-opening-dialog>
      <shotgraph-project-dialog
        .editor=${editor}
        .shown=${this.choosingProject}
        @dialog-closed=${() => (this.choosingProject = false)}
      ></shotgraph-project-dialog>
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

  /** Selects a node, shows it, and puts the cursor into one of its params in the inspector. */
  private async editParam({ node, param }: PanelEvents['edit-param']): Promise<void> {
    this.started().select(new Set([node]));
    this.area.goTo(node);
    if (!this.layout.inspectorOpen) this.setLayout({ ...this.layout, inspectorOpen: true });
    await this.updateComplete;
    await this.renderRoot.querySelector('shotgraph-inspector')?.enter(param);
  }

  /** Opens the question of an uncertain job. */
  private async decide(jobKey: JobKey): Promise<void> {
    const editor = this.started();
    const shown = [...editor.state.states.values()].find(({ job }) => job?.jobKey === jobKey)?.job;
    if (shown) this.deciding = shown;
    else this.deciding = await this.session?.recordOf(jobKey);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-editor': ShotgraphEditor;
  }
}
