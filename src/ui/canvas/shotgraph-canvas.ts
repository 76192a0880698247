import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { emptyDocument, type GraphDocument, type NodeId, nodeOf, type Point, type View } from '../../graph/document.ts';
import { patchNode, setParam } from '../../graph/edit.ts';
import { fieldOf } from '../../graph/param-field.ts';
import type { Problem } from '../../graph/problem.ts';
import { createRegistry, type NodeRegistry } from '../../graph/registry.ts';
import { faceStyles } from '../faces/face-styles.ts';
import { faces } from '../faces/face.ts';
import { createPlayerPool } from '../faces/player-pool.ts';
import { readTokens, type Tokens } from '../style/tokens.ts';
import '../style/tokens.css';
import { type CanvasEngine, createCanvasEngine } from './canvas-engine.ts';
import { type CanvasEvents, sendFrom } from './canvas-events.ts';
import { keyAction } from './canvas-keys.ts';
import { canvasStyles } from './canvas-styles.ts';
import { deleteNodes } from './delete-nodes.ts';
import { editOf } from './edit-of.ts';
import { createGestures, type Gestures } from './gestures.ts';
import type { ModelNode, ModelSource } from './graph-model.ts';
import type { Hit } from './hit-test.ts';
import { titleHeight } from './litegraph.ts';
import { type MediaViews, noMedia } from './media-views.ts';
import './mini-map.ts';
import type { NodeView } from './node-view.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { listenToPointers } from './pointer-events.ts';
import { createStills, type Stills } from './stills.ts';
import { namesOf, titleOf } from './title-of.ts';
import { boundsAround, boundedScale, edgePan, viewAround, viewCentred } from './view-transform.ts';
import './zoom-control.ts';

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
  /** A small map of the whole graph stands in the corner. */
  @property({ type: Boolean }) minimap = true;

  @state() private view: View = { scale: 1, offset: [0, 0] };
  @state() private renaming: NodeId | undefined;
  @query('canvas') private surface!: HTMLCanvasElement;
  @query('.layer') private layer!: HTMLElement;

  private engine: CanvasEngine | undefined;
  private gestures: Gestures | undefined;
  private overlay: Overlay | undefined;
  private stills: Stills | undefined;
  private tokens: Tokens | undefined;
  private leaving: AbortController | undefined;
  private frame = 0;
  private modelStale = true;
  private facesStale = true;
  private spaceHeld = false;
  private dropping: NodeId | undefined;
  private readonly players = createPlayerPool();

  static override styles = [canvasStyles, faceStyles, css``];

  /** Shows nodes whole, or all of them. */
  fit(ids?: Iterable<NodeId>): void {
    const { engine } = this;
    if (!engine) return;
    this.syncModel();
    const groups = ids ? [] : engine.model.groups.map(({ bounds: [x, y, w, h] }) => [x, y, x + w, y + h] as const);
    const around = boundsAround([...engine.boundsOf(ids ?? engine.model.nodes.keys()), ...groups]);
    if (around) this.show(viewAround(around, engine.size()));
  }

  /** Zooms around the middle of the canvas. 1 is 100 %. */
  zoomTo(scale: number): void {
    const { engine } = this;
    if (!engine) return;
    const [width, height] = engine.size();
    this.zoom(scale, [width / 2, height / 2]);
  }

  /** Brings a node to the middle, at the present scale. */
  centerOn(node: NodeId): void {
    const { engine } = this;
    if (!engine) return;
    this.syncModel();
    const [bounds] = engine.boundsOf([node]);
    if (bounds)
      this.show(viewCentred(engine.view(), [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2], engine.size()));
  }

  /** The point of the graph in the middle of the canvas. */
  viewCenter(): Point {
    const { engine } = this;
    if (!engine) return [0, 0];
    const [width, height] = engine.size();
    return engine.toGraph([width / 2, height / 2]);
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
    this.stop();
  }

  protected override firstUpdated(): void {
    this.start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('theme')) this.tokens = readTokens(this);
    const shown = ['document', 'registry', 'states', 'problems', 'selection', 'media', 'theme', 'locked'] as const;
    if (!shown.some((name) => changed.has(name))) return;
    if (changed.has('document') && this.gestures?.active()) this.gestures.cancel();
    if (changed.has('media')) this.stills?.forget();
    this.modelStale = true;
    this.facesStale = true;
    this.redraw();
    const before = changed.get('document');
    // A document of another file brings its own view; edits keep what is shown.
    if (before && this.document.view && before.view !== this.document.view) this.show(this.document.view, false);
    if (changed.has('document')) void this.minimapStale();
  }

  protected override render() {
    return html`<div class="stage">
      <canvas tabindex="0" role="application" aria-label="Graph" aria-describedby="how"></canvas>
      <div class="layer"></div>
      ${this.renameField()}
      <slot></slot>
      <shotgraph-zoom-control
        .scale=${this.view.scale}
        @zoom-to=${(event: CustomEvent<{ scale: number }>) => this.zoomTo(event.detail.scale)}
        @zoom-fit=${() => this.fit()}
      ></shotgraph-zoom-control>
      ${
        this.minimap
          ? html`<shotgraph-mini-map
              .view=${this.view}
              @show-point=${(event: CustomEvent<{ at: Point }>) => this.showPoint(event.detail.at)}
            ></shotgraph-mini-map>`
          : nothing
      }
      <p id="how" class="unseen">Everything the canvas does can be done in the outline and the inspector.</p>
    </div>`;
  }

  private renameField() {
    const { engine, renaming } = this;
    const node = renaming === undefined ? undefined : nodeOf(this.document, renaming);
    const [bounds] = (node && engine?.boundsOf([node.id])) ?? [];
    if (!node || !bounds) return nothing;
    const { scale, offset } = this.view;
    const place = `left:${(bounds[0] + offset[0]) * scale}px;top:${(bounds[1] + offset[1]) * scale}px;width:${(bounds[2] - bounds[0]) * scale}px;height:${titleHeight * scale}px;font-size:${12 * scale}px`;
    const close = (): void => {
      this.renaming = undefined;
      this.surface.focus();
    };
    const take = (event: Event): void => {
      if (this.renaming !== node.id || !(event.currentTarget instanceof HTMLInputElement)) return;
      const title = event.currentTarget.value.trim();
      const next = patchNode(this.document, node.id, { title: title === '' ? undefined : title });
      close();
      if (title !== titleOf(node, this.registry)) this.sendEdit(next, `Rename ${titleOf(node, this.registry)}`);
    };
    return html`<input
      class="rename"
      aria-label="Title"
      style=${place}
      maxlength="200"
      .value=${titleOf(node, this.registry)}
      @keydown=${(event: KeyboardEvent) => {
        event.stopPropagation();
        if (event.key === 'Enter') take(event);
        if (event.key === 'Escape') close();
      }}
      @blur=${take}
    />`;
  }

  private start(): void {
    if (this.engine) return;
    const leaving = (this.leaving = new AbortController());
    const { signal } = leaving;
    this.tokens = readTokens(this);
    this.stills = createStills(() => this.redraw());
    this.engine = createCanvasEngine(this.surface, {
      tokens: () => this.tokens ?? (this.tokens = readTokens(this)),
      source: () => this.source(),
      sight: () => this.sight(),
      still: (node) => this.stills?.of(this.media.image(node) ?? this.media.poster(node)),
      pixelRatio: () => Math.max(1, window.devicePixelRatio),
    });
    const { engine } = this;
    this.gestures = createGestures({
      model: engine.model,
      document: () => this.document,
      registry: () => this.registry,
      selection: () => this.selection,
      hit: (at) => engine.hit(at),
      locked: () => this.locked,
      panning: () => this.spaceHeld,
      pan: (by) => this.panBy(by),
      select: (ids) => this.select(ids),
      commit: () => this.commit(),
      revert: () => this.revert(),
      refuse: (reason) => this.send('refused', { reason }),
      search: (pointer, held) =>
        this.send('node-search', {
          at: pointer.at,
          screen: this.onPage(pointer.screen),
          from: 'from' in held ? held.from : held.to,
        }),
      linkMenu: (pointer, hit) =>
        this.send('context-menu', { link: hit.to, at: pointer.at, screen: this.onPage(pointer.screen) }),
      redraw: () => this.redraw(),
    });
    this.overlay = createOverlay(this.layer, (node) => this.faceOf(node));
    listenToPointers(this.surface, this.layer, signal, {
      toGraph: (screen) => engine.toGraph(screen),
      panning: () => this.spaceHeld,
      press: (pointer) => this.gestures?.press(pointer),
      move: (pointer) => this.gestures?.move(pointer),
      release: (pointer) => this.gestures?.release(pointer),
      cancel: () => this.gestures?.cancel(),
      hover: (at) => this.hover(engine.hit(at)),
      doubleClick: (at, screen) => this.doubleClick(engine.hit(at), at, screen),
      menu: (at, screen) => this.openMenu(engine.hit(at), at, screen),
      zoomBy: (factor, anchor) => this.zoom(engine.view().scale * factor, anchor),
      pan: (by) => this.panBy(by),
      fileOver: (at) => this.fileOver(at && engine.hit(at)),
      fileDropped: (file) => this.fileDropped(file),
    });
    this.surface.addEventListener('keydown', (event) => this.key(event), { signal });
    window.addEventListener('keyup', (event) => this.keyUp(event), { signal });
    window.addEventListener('blur', () => (this.spaceHeld = false), { signal });
    const resized = new ResizeObserver(() => this.resize());
    resized.observe(this.surface.parentElement ?? this);
    signal.addEventListener('abort', () => resized.disconnect());
    document.fonts.addEventListener('loadingdone', () => this.remeasure(), { signal });
    void Promise.all(['400 12px', '600 12px'].map((font) => document.fonts.load(`${font} ${this.tokens?.font}`))).then(
      () => this.remeasure(),
    );
    this.modelStale = this.facesStale = true;
    this.resize();
    if (this.document.view) this.show(this.document.view, false);
    else this.fit();
  }

  private stop(): void {
    this.leaving?.abort();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.overlay?.dispose();
    this.engine?.dispose();
    this.stills?.forget();
    this.engine = this.gestures = this.overlay = this.stills = this.leaving = undefined;
    this.spaceHeld = false;
    this.renaming = undefined;
  }

  private source(): ModelSource {
    const { document, registry, states, problems, selection } = this;
    return { document, registry, states, problems, selection };
  }

  private sight() {
    return this.gestures?.sight() ?? {};
  }

  private send<K extends keyof CanvasEvents>(type: K, detail: CanvasEvents[K]): void {
    sendFrom(this, type, detail);
  }

  private sendEdit(next: GraphDocument, label: string, coalesce?: string): void {
    if (next !== this.document)
      this.send('graph-edit', { document: next, label, ...(coalesce !== undefined && { coalesce }) });
  }

  private commit(): void {
    const { engine } = this;
    if (!engine) return;
    const before = this.document;
    const readBack = engine.model.readBack();
    const edit = editOf(before, readBack, this.registry);
    this.modelStale = true;
    if (!edit) return this.redraw();
    this.send('graph-edit', edit);
    const cloned = readBack.added.some(({ like }) => 'clone' in like);
    if (cloned) this.select(new Set(edit.document.nodes.filter((n) => !nodeOf(before, n.id)).map((n) => n.id)));
    this.redraw();
  }

  private revert(): void {
    this.modelStale = true;
    this.redraw();
  }

  private select(ids: ReadonlySet<NodeId>): void {
    const same = ids.size === this.selection.size && [...ids].every((id) => this.selection.has(id));
    if (same) return;
    // Taken up at once: the rest of the gesture works on it.
    this.selection = ids;
    this.send('selection-change', { selection: ids });
  }

  private syncModel(): void {
    if (!this.modelStale || !this.engine || this.gestures?.active()) return;
    this.engine.model.sync(this.source());
    this.modelStale = false;
    void this.minimapStale();
  }

  private async minimapStale(): Promise<void> {
    await this.updateComplete;
    const map = this.renderRoot.querySelector('shotgraph-mini-map');
    if (map && this.engine) map.show(this.engine.model, this.engine.size(), this.tokens);
  }

  /** Asks for one drawing before the next frame is shown. */
  private redraw(): void {
    if (this.frame === 0 && this.engine) this.frame = requestAnimationFrame(() => this.drawFrame());
  }

  private drawFrame(): void {
    this.frame = 0;
    const { engine } = this;
    if (!engine) return;
    try {
      this.syncModel();
      this.panAtEdge(engine);
      engine.draw();
      this.layer.hidden = engine.detail() !== 'full' && !this.layer.matches(':focus-within');
      if (!this.layer.hidden) {
        this.overlay?.update(engine.visible(), engine.view(), this.facesStale);
        this.facesStale = false;
      }
    } catch (error) {
      // One drawing that fails must not end all drawing: it is told to the page, and the next one is asked for as usual.
      reportError(error);
    }
  }

  private panAtEdge(engine: CanvasEngine): void {
    const pointer = this.gestures?.edgeDrag();
    if (!pointer) return;
    const by = edgePan(pointer.screen, engine.size());
    if (by[0] === 0 && by[1] === 0) return;
    this.panBy(by);
    this.gestures?.move({ ...pointer, at: engine.toGraph(pointer.screen) });
    this.redraw();
  }

  private resize(): void {
    const { engine } = this;
    const { clientWidth, clientHeight } = this.surface.parentElement ?? this;
    if (!engine || clientWidth === 0 || clientHeight === 0) return;
    engine.resize(clientWidth, clientHeight);
    // Resizing clears the canvas: waiting for the next frame would show a blank one.
    this.drawFrame();
    void this.minimapStale();
  }

  private remeasure(): void {
    this.engine?.remeasure();
    this.modelStale = true;
    this.redraw();
  }

  private show(view: View, tell = true): void {
    const { engine } = this;
    if (!engine) return;
    engine.setView(view);
    this.viewChanged(tell);
  }

  private showPoint(at: Point): void {
    if (this.engine) this.show(viewCentred(this.engine.view(), at, this.engine.size()));
  }

  private panBy(by: Point): void {
    if (!this.engine) return;
    const { scale, offset } = this.engine.view();
    this.show({ scale, offset: [offset[0] + by[0] / scale, offset[1] + by[1] / scale] });
  }

  private zoom(scale: number, anchor: Point): void {
    this.engine?.zoomAt(boundedScale(scale), anchor);
    this.viewChanged(true);
  }

  private viewChanged(tell: boolean): void {
    if (!this.engine) return;
    const view = (this.view = this.engine.view());
    const { style } = this.surface;
    // The dots thin out before they would become a grey.
    const step = 22 * view.scale * (view.scale < 0.5 ? 4 : 1);
    style.setProperty('--grid', `${step}px`);
    style.backgroundPosition = `${view.offset[0] * view.scale}px ${view.offset[1] * view.scale}px`;
    this.redraw();
    if (tell) this.send('view-change', { view });
  }

  private onPage([x, y]: Point): { x: number; y: number } {
    const rect = this.surface.getBoundingClientRect();
    return { x: rect.left + x, y: rect.top + y };
  }

  private hover(hit: Hit): void {
    const { engine } = this;
    if (!engine || this.gestures?.active()) return;
    this.surface.style.cursor = this.locked || this.spaceHeld ? 'grab' : cursorOver(hit);
    if (engine.hover(hit)) this.redraw();
  }

  private doubleClick(hit: Hit, at: Point, screen: Point): void {
    if (this.locked) return;
    if (hit.kind === 'empty' || hit.kind === 'group') this.send('node-search', { at, screen: this.onPage(screen) });
    else if (hit.kind === 'node' && hit.part === 'title') this.rename(hit.node);
  }

  private openMenu(hit: Hit, at: Point, screen: Point): void {
    const node = 'node' in hit ? hit.node : undefined;
    if (node !== undefined && !this.selection.has(node)) this.select(new Set([node]));
    this.send('context-menu', {
      ...(node !== undefined && { node }),
      ...(hit.kind === 'group' && { group: hit.group.source.id }),
      ...(hit.kind === 'link' && { link: hit.to }),
      at,
      screen: this.onPage(screen),
    });
  }

  /** The param of a node that takes a file, by its definition. */
  private fileParam(id: NodeId): string | undefined {
    const node = nodeOf(this.document, id);
    const definition = node && !node.foreign ? this.registry.get(node.type) : undefined;
    if (!definition || this.locked) return undefined;
    return Object.keys(definition.params.shape).find((param) => fieldOf(definition, param).control === 'file');
  }

  private fileOver(hit: Hit | undefined): boolean {
    const node = hit && 'node' in hit ? hit.node : undefined;
    this.dropping = node !== undefined && this.fileParam(node) !== undefined ? node : undefined;
    if (hit && this.engine?.hover(hit)) this.redraw();
    return this.dropping !== undefined;
  }

  private fileDropped(file: File): void {
    const node = this.dropping;
    const param = node === undefined ? undefined : this.fileParam(node);
    if (node !== undefined && param !== undefined) this.send('pick-file', { node, param, file });
    this.dropping = undefined;
  }

  private faceOf({ ref, source, definition, title, view }: ModelNode) {
    if (!definition) return nothing;
    const { faceParam } = definition;
    const filed = this.fileParam(ref);
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
        if (faceParam !== undefined)
          this.sendEdit(setParam(this.document, ref, faceParam, value), `Type in ${title}`, `type:${ref}:${faceParam}`);
      },
      pick: (file) => {
        const param = filed ?? faceParam;
        if (param !== undefined) this.send('pick-file', { node: ref, param, ...(file && { file }) });
      },
    });
  }

  private key(event: KeyboardEvent): void {
    const action = keyAction(event);
    if (action === undefined) return;
    switch (action) {
      case 'delete':
        if (this.locked || this.selection.size === 0) return;
        this.deleteSelection();
        break;
      case 'all':
        this.select(new Set(this.document.nodes.map((node) => node.id)));
        break;
      case 'leave':
        if (this.gestures?.active()) this.gestures.cancel();
        else if (this.selection.size > 0) this.select(new Set());
        else return;
        break;
      case 'pan':
        this.spaceHeld = true;
        this.surface.style.cursor = 'grab';
        break;
      case 'lock':
      case 'unlock':
        this.locked = action === 'lock';
        break;
      case 'rename': {
        const [node] = this.selection;
        if (node === undefined) return;
        this.rename(node);
        break;
      }
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private keyUp(event: KeyboardEvent): void {
    if (event.code !== 'Space' || !this.spaceHeld) return;
    this.spaceHeld = false;
    this.surface.style.cursor = '';
  }

  private deleteSelection(): void {
    const ids = new Set([...this.selection].filter((id) => nodeOf(this.document, id)?.pinned === false));
    if (ids.size === 0) return;
    const label = `Delete ${namesOf(this.document, [...ids], this.registry)}`;
    const next = deleteNodes(this.document, ids, this.registry);
    this.select(new Set([...this.selection].filter((id) => !ids.has(id))));
    this.sendEdit(next, label);
  }
}

function cursorOver(hit: Hit): string {
  switch (hit.kind) {
    case 'input':
    case 'output':
      return 'crosshair';
    case 'node':
      return hit.part === 'corner' ? 'nwse-resize' : hit.part === 'dot' ? 'pointer' : 'default';
    case 'group':
      return hit.part === 'corner' ? 'nwse-resize' : 'move';
    case 'link':
      return 'pointer';
    case 'empty':
      return 'default';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-canvas': ShotgraphCanvas;
  }
}
