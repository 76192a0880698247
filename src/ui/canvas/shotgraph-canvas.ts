import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emptyDocument, type GraphDocument, type NodeId, nodeOf, type Point, type View } from '../../graph/document.ts';
import { patchNode, setParam } from '../../graph/edit.ts';
import type { JobKey } from '../../graph/keys.ts';
import type { Problem } from '../../graph/problem.ts';
import { createRegistry, type NodeRegistry } from '../../graph/registry.ts';
import { faceStyles } from '../faces/face-styles.ts';
import { faces } from '../faces/face.ts';
import { createPlayerPool } from '../faces/player-pool.ts';
import { readTokens, type Tokens } from '../style/tokens.ts';
import '../style/tokens.css';
import type { CanvasEngine } from './canvas-engine.ts';
import { type CanvasEvents, sendFrom } from './canvas-events.ts';
import { keyAction } from './canvas-keys.ts';
import { type CanvasSession, startSession } from './canvas-session.ts';
import { canvasStyles } from './canvas-styles.ts';
import { deleteNodes } from './delete-nodes.ts';
import type { GraphEdit } from './edit-of.ts';
import { fileParamOf } from './file-param.ts';
import type { ModelNode } from './model-node.ts';
import type { Hit } from './hit-test.ts';
import { type MediaViews, noMedia } from './media-views.ts';
import './mini-map.ts';
import type { NodeView } from './node-view.ts';
import { renameField } from './rename-field.ts';
import { namesOf, titleOf } from './title-of.ts';
import './zoom-control.ts';

/** Properties whose change is drawn. */
const drawnFrom = ['document', 'registry', 'states', 'problems', 'selection', 'media', 'theme', 'locked'] as const;

/**
 * A graph to be seen and changed by hand. It shows the document it is given and sends each finished gesture as a new one
 * (`graph-edit`); what nobody takes up is undone at the next drawing. See `CanvasEvents` for what it says.
 */
@customElement('shotgraph-canvas')
export class ShotgraphCanvas extends LitElement {
  @property({ attribute: false }) document: GraphDocument = emptyDocument();
  @property({ attribute: false }) registry: NodeRegistry = createRegistry([]);
  @property({ attribute: false }) selection: ReadonlySet<NodeId> = new Set();
  @property({ attribute: false }) states: ReadonlyMap<NodeId, NodeView> = new Map();
  @property({ attribute: false }) media: MediaViews = noMedia;
  @property({ attribute: false }) problems: readonly Problem[] = [];
  @property() theme: 'dark' | 'light' = 'dark';
  /** Only panning and zooming. */
  @property({ type: Boolean, reflect: true }) locked = false;
  /** Whether a small map of the whole graph stands in the corner. */
  @property({ attribute: false }) minimap = true;

  @state() private renaming: NodeId | undefined;
  @query('canvas') private surface!: HTMLCanvasElement;
  @query('.layer') private layer!: HTMLElement;

  private session: CanvasSession | undefined;
  private tokens: Tokens | undefined;
  private dropping: NodeId | undefined;
  private readonly players = createPlayerPool();

  static override styles = [canvasStyles, faceStyles];

  /** Shows nodes whole, or all of them. */
  fit(ids?: Iterable<NodeId>): void {
    this.session?.fit(ids);
  }

  /** Zooms around the middle of the canvas. 1 is 100 %. */
  zoomTo(scale: number): void {
    this.session?.zoomTo(scale);
  }

  /** Brings a node to the middle, at the present scale. */
  centerOn(node: NodeId): void {
    this.session?.centerOn(node);
  }

  /** The point of the graph in the middle of the canvas. */
  viewCenter(): Point {
    return this.session?.viewCenter() ?? [0, 0];
  }

  /** Opens the field for a node's title, where it stands. */
  rename(node: NodeId): void {
    if (!this.locked && nodeOf(this.document, node)) this.renaming = node;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.stop();
    this.session = undefined;
    this.renaming = undefined;
  }

  protected override firstUpdated(): void {
    this.start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme')) this.tokens = readTokens(this);
    if (changed.has('document')) this.session?.gestures.cancel();
    if (drawnFrom.some((name) => changed.has(name))) this.session?.stale(changed.has('media'));
    const before = changed.get('document');
    // A document of another file brings its own view; edits keep what is shown.
    if (before && this.document.view && before.view !== this.document.view)
      this.session?.show(this.document.view, false);
    // Its type knows public properties only.
    const changes: ReadonlyMap<PropertyKey, unknown> = changed;
    if (changes.has('renaming')) {
      const field = this.renderRoot.querySelector<HTMLInputElement>('.rename');
      field?.focus();
      field?.select();
    }
  }

  protected override render() {
    return html`<div class="stage">
      <canvas
        tabindex="0"
        role="application"
        aria-label="Graph"
        aria-describedby="how"
        @keydown=${this.key}
        @keyup=${this.keyUp}
        @blur=${() => this.session?.holdToPan(false)}
      ></canvas>
      <div class="layer"></div>
      ${this.renameField()}
      <shotgraph-zoom-control
        @zoom-to=${(event: CustomEvent<{ scale: number }>) => this.zoomTo(event.detail.scale)}
        @zoom-fit=${() => this.fit()}
      ></shotgraph-zoom-control>
      ${
        this.locked
          ? html`<button class="locked" type="button" @click=${() => (this.locked = false)}>
              Locked <kbd>V</kbd>
            </button>`
          : nothing
      }
      ${
        this.minimap
          ? html`<shotgraph-mini-map
              @show-point=${(event: CustomEvent<{ at: Point }>) => this.session?.centerAt(event.detail.at)}
            ></shotgraph-mini-map>`
          : nothing
      }
      <p id="how" class="unseen">Everything the canvas does can be done in the outline and the inspector.</p>
    </div>`;
  }

  private renameField() {
    const { session, renaming } = this;
    const node = renaming === undefined ? undefined : nodeOf(this.document, renaming);
    const bounds = node && session?.boundsOf(node.id);
    if (!node || !session || !bounds) return nothing;
    const before = titleOf(node, this.registry);
    return renameField(before, bounds, session.view(), (title) => {
      this.renaming = undefined;
      this.surface.focus();
      if (title === undefined || title === before) return;
      this.sendEdit(patchNode(this.document, node.id, { title: title || undefined }), `Rename ${before}`);
    });
  }

  private start(): void {
    if (this.session) return;
    this.tokens = readTokens(this);
    this.session = startSession({
      surface: this.surface,
      layer: this.layer,
      source: () => this,
      tokens: () => (this.tokens ??= readTokens(this)),
      locked: () => this.locked,
      face: (node) => this.faceOf(node),
      picture: (node) => this.media.image(node) ?? this.media.poster(node),
      select: (ids) => this.select(ids),
      edit: (edit, cloned) => this.takeEdit(edit, cloned),
      refused: (reason) => this.send('refused', { reason }),
      search: (at, screen, held) =>
        this.send('node-search', { at, screen, ...(held && { from: 'from' in held ? held.from : held.to }) }),
      menu: (hit, at, screen) => this.openMenu(hit, at, screen),
      rename: (node) => this.rename(node),
      fileOver: (hit) => this.fileOver(hit),
      fileDropped: (file) => this.fileDropped(file),
      viewChanged: (view, tell) => this.viewChanged(view, tell),
      modelChanged: (engine) => this.showMap(engine),
    });
    if (this.document.view) this.session.show(this.document.view, false);
    else this.session.fit();
  }

  private send<K extends keyof CanvasEvents>(type: K, detail: CanvasEvents[K]): void {
    sendFrom(this, type, detail);
  }

  private sendEdit(next: GraphDocument, label: string, merge?: string): void {
    if (next !== this.document)
      this.send('graph-edit', { document: next, label, ...(merge !== undefined && { merge }) });
  }

  private takeEdit(edit: GraphEdit, cloned: boolean): void {
    const before = this.document;
    this.send('graph-edit', edit);
    const added = edit.document.nodes.filter((node) => !nodeOf(before, node.id));
    if (cloned) this.select(new Set(added.map((node) => node.id)));
  }

  private select(ids: ReadonlySet<NodeId>): void {
    if (ids.size === this.selection.size && [...ids].every((id) => this.selection.has(id))) return;
    // Taken up at once: the rest of the gesture works on it.
    this.selection = ids;
    this.send('selection-change', { selection: ids });
  }

  private viewChanged(view: View, tell: boolean): void {
    const control = this.renderRoot.querySelector('shotgraph-zoom-control');
    const map = this.renderRoot.querySelector('shotgraph-mini-map');
    if (control) control.scale = view.scale;
    if (map) map.view = view;
    if (this.renaming !== undefined) this.requestUpdate();
    if (tell) this.send('view-change', { view });
  }

  private showMap(engine: CanvasEngine): void {
    this.renderRoot.querySelector('shotgraph-mini-map')?.show(engine.model, engine.size(), this.tokens);
  }

  private openMenu(hit: Hit, at: Point, screen: { x: number; y: number }): void {
    const node = 'node' in hit ? hit.node : undefined;
    if (node !== undefined && !this.selection.has(node)) this.select(new Set([node]));
    this.send('context-menu', {
      ...(node !== undefined && { node }),
      ...(hit.kind === 'group' && { group: hit.group.source.id }),
      ...(hit.kind === 'link' && { link: hit.to }),
      at,
      screen,
    });
  }

  private fileOver(hit: Hit | undefined): boolean {
    const node = hit && 'node' in hit && !this.locked ? hit.node : undefined;
    const takes = node !== undefined && fileParamOf(this.document, this.registry, node) !== undefined;
    this.dropping = takes ? node : undefined;
    return takes;
  }

  private fileDropped(file: File): void {
    const { dropping: node } = this;
    const param = node === undefined ? undefined : fileParamOf(this.document, this.registry, node);
    this.dropping = undefined;
    if (node !== undefined && param !== undefined) this.send('pick-file', { node, param, file });
  }

  private faceOf({ ref, source, definition, title, view }: ModelNode) {
    if (!definition) return nothing;
    const { faceParam } = definition;
    return faces[definition.face]({
      node: source,
      title,
      definition,
      view,
      locked: this.locked,
      picture: this.media.image(ref),
      poster: this.media.poster(ref),
      clip: () => this.media.clip(ref),
      players: this.players,
      edit: (value) => {
        if (faceParam === undefined) return;
        this.sendEdit(setParam(this.document, ref, faceParam, value), `Type in ${title}`, `type:${ref}:${faceParam}`);
      },
      ...(view?.undecided !== undefined && { decide: this.decider(view.undecided) }),
      pick: () => {
        const param = fileParamOf(this.document, this.registry, ref) ?? faceParam;
        if (param !== undefined) this.send('pick-file', { node: ref, param });
      },
    });
  }

  private decider(jobKey: JobKey): () => void {
    return () => this.send('decide', { jobKey });
  }

  private key(event: KeyboardEvent): void {
    const action = keyAction(event);
    if (action !== undefined && this.act(action)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private keyUp(event: KeyboardEvent): void {
    if (event.key === ' ') this.session?.holdToPan(false);
  }

  /** Whether a key's action did anything: else the key is the editor's. */
  private act(action: NonNullable<ReturnType<typeof keyAction>>): boolean {
    const { session, selection } = this;
    switch (action) {
      case 'delete':
        return !this.locked && this.deleteSelection();
      case 'all':
        this.select(new Set(this.document.nodes.map((node) => node.id)));
        return true;
      case 'leave':
        if (session?.gestures.active()) session.gestures.cancel();
        else if (selection.size > 0) this.select(new Set());
        else return false;
        return true;
      case 'pan':
        session?.holdToPan(true);
        return true;
      case 'lock':
      case 'unlock':
        this.locked = action === 'lock';
        return true;
      case 'rename':
        for (const node of selection) this.rename(node);
        return selection.size > 0;
    }
  }

  private deleteSelection(): boolean {
    const ids = new Set([...this.selection].filter((id) => nodeOf(this.document, id)?.pinned === false));
    if (ids.size === 0) return false;
    const label = `Delete ${namesOf(this.document, [...ids], this.registry)}`;
    const next = deleteNodes(this.document, ids, this.registry);
    this.select(new Set([...this.selection].filter((id) => !ids.has(id))));
    this.sendEdit(next, label);
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-canvas': ShotgraphCanvas;
  }
}
