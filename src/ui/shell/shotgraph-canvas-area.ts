import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type NodeId, nodeOf, type Point, type View } from '../../graph/document.ts';
import type { CanvasEvents, ScreenPoint } from '../canvas/canvas-events.ts';
import '../canvas/shotgraph-canvas.ts';
import type { ShotgraphCanvas } from '../canvas/shotgraph-canvas.ts';
import type { CanvasCalls, CommandContext } from '../commands/command.ts';
import { withNewNode } from '../commands/node-matches.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { dropDecision } from '../files/drop-decision.ts';
import { openFiles } from '../files/take-files.ts';
import { carriesNodeKind, droppedNodeKind } from '../panels/node-drag.ts';
import { baseStyles } from './base-styles.ts';
import { canvasAreaStyles } from './canvas-area-styles.ts';
import { chooseFile } from './choose-file.ts';
import { contextMenu } from './context-menu.ts';
import { placeWithin } from './place-within.ts';
import './shotgraph-menu.ts';
import './shotgraph-node-search.ts';
import './shotgraph-notices.ts';
import type { EditorSession } from './start-editor.ts';

/** The canvas with what opens over it: the search for a node, menus, notices. Sends `command`. */
@customElement('shotgraph-canvas-area')
export class ShotgraphCanvasArea extends LitElement implements CanvasCalls {
  @property({ attribute: false }) session: EditorSession | undefined;
  @property({ attribute: false }) context: (() => CommandContext) | undefined;
  @property({ type: Boolean, reflect: true }) dropping = false;

  @state() private search: CanvasEvents['node-search'] | undefined;
  @state() private menu: CanvasEvents['context-menu'] | undefined;
  @query('shotgraph-canvas') private canvas!: ShotgraphCanvas | null;

  private view: View | undefined;
  private at: ScreenPoint | undefined;
  /** Whether the person moved the view since the graph was opened: what only fits it is not saved. */
  private moved = false;

  readonly updates = new EditorController(this);

  static override styles = [baseStyles, canvasAreaStyles];

  get editor(): Editor | undefined {
    return this.session?.editor;
  }

  constructor() {
    super();
    this.addEventListener('pointermove', ({ clientX, clientY }) => (this.at = { x: clientX, y: clientY }));
    this.addEventListener('pointerleave', () => (this.at = undefined));
    this.addEventListener('dragover', (event) => {
      if (!carriesNodeKind(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    });
    this.addEventListener('drop', (event) => this.dropNode(event));
  }

  fit(ids?: Iterable<NodeId>): void {
    this.canvas?.fit(ids);
  }

  zoomBy(factor: number): void {
    this.canvas?.zoomTo((this.view?.scale ?? 1) * factor);
  }

  rename(node: NodeId): void {
    this.canvas?.rename(node);
  }

  /** Selects a node and brings it to the middle. */
  goTo(node: NodeId): void {
    const { editor } = this;
    if (!editor || !nodeOf(editor.state.document, node)) return;
    editor.select(new Set([node]));
    this.canvas?.centerOn(node);
  }

  /** Where in the graph the pointer is, or the middle of what is shown while it is elsewhere. */
  pointer(): Point {
    return this.at ? this.pointOf(this.at) : this.middle();
  }

  middle(): Point {
    return this.canvas?.viewCenter() ?? [0, 0];
  }

  /** The point of the graph under a point of the window; outside of the canvas the middle of what is shown. */
  pointOf({ x, y }: ScreenPoint): Point {
    const { view } = this;
    const { left, top, right, bottom } = this.getBoundingClientRect();
    if (!view || x < left || x > right || y < top || y > bottom) return this.middle();
    return [(x - left) / view.scale - view.offset[0], (y - top) / view.scale - view.offset[1]];
  }

  /** Opens the search for a node at the pointer, or in the middle. */
  find(): void {
    const { left, top, width, height } = this.getBoundingClientRect();
    const screen = this.at ?? { x: left + width / 2 - 150, y: top + height / 3 };
    this.search = { at: this.pointer(), screen };
  }

  /** Another graph is open: what belonged to the one before goes, and one that nobody has looked at is shown whole. */
  async opened(): Promise<void> {
    this.moved = false;
    this.search = this.menu = undefined;
    const view = this.editor?.state.document.view;
    this.view = view;
    if (!isUnseen(view)) return;
    await this.updateComplete;
    await this.canvas?.updateComplete;
    this.fit();
  }

  protected override render() {
    const { session } = this;
    if (!session) return nothing;
    const { editor } = session;
    return html`${this.canvasOf(session)} ${editor.state.document.nodes.length === 0 ? this.emptyState() : nothing}
      <shotgraph-notices .editor=${editor}></shotgraph-notices>
      ${this.search ? this.searchBox(editor, this.search) : nothing}
      ${this.menu && this.context ? this.menuBox(this.menu, this.context()) : nothing}`;
  }

  private canvasOf(session: EditorSession) {
    const { editor, canvasMedia } = session;
    const { document, selection, theme, evaluation } = editor.state;
    const moved = (): void => void (this.moved = true);
    return html`<shotgraph-canvas
      .document=${document}
      .registry=${editor.registry}
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
      @selection-change=${({ detail }: CustomEvent<CanvasEvents['selection-change']>) =>
        editor.select(detail.selection)}
      @view-change=${this.viewChanged}
      @node-search=${({ detail }: CustomEvent<CanvasEvents['node-search']>) => (this.search = detail)}
      @context-menu=${({ detail }: CustomEvent<CanvasEvents['context-menu']>) => (this.menu = detail)}
      @refused=${({ detail }: CustomEvent<CanvasEvents['refused']>) =>
        editor.notify({ tone: 'info', text: detail.reason })}
      @pick-file=${({ detail }: CustomEvent<CanvasEvents['pick-file']>) => void this.pickFile(editor, detail)}
    ></shotgraph-canvas>`;
  }

  private emptyState() {
    const templates = (): void =>
      void this.dispatchEvent(
        new CustomEvent('command', { detail: { id: 'panel-templates' }, bubbles: true, composed: true }),
      );
    return html`<div class="empty">
      <h2>An empty graph</h2>
      <p>Double-click to add a node, drop a graph file or a picture, or begin with a template.</p>
      <div>
        <button type="button" class="btn" @click=${() => this.find()}>Add a node</button>
        <button type="button" class="btn" @click=${templates}>See the templates</button>
      </div>
    </div>`;
  }

  private searchBox(editor: Editor, search: CanvasEvents['node-search']) {
    return html`<shotgraph-node-search
      style=${placeWithin(search.screen, { width: 300, height: 360 })}
      .registry=${editor.registry}
      .document=${editor.state.document}
      .end=${search.from}
      @choose-node=${(event: CustomEvent<{ type: string }>) => this.addFound(editor, search, event.detail.type)}
      @close-search=${() => this.close()}
    ></shotgraph-node-search>`;
  }

  private menuBox(menu: CanvasEvents['context-menu'], context: CommandContext) {
    return html`<shotgraph-menu
      style=${placeWithin(menu.screen, { width: 240, height: 400 })}
      .items=${contextMenu(context, menu)}
      @close-menu=${() => this.close()}
    ></shotgraph-menu>`;
  }

  /** A kind of node from the panel: its upper left corner stands where it is dropped. */
  private dropNode(event: DragEvent): void {
    const type = droppedNodeKind(event);
    if (type === undefined || !this.editor) return;
    event.preventDefault();
    this.moved = true;
    this.editor.addNode(type, this.pointOf({ x: event.clientX, y: event.clientY }));
    this.focusCanvas();
  }

  private addFound(editor: Editor, { at, from }: CanvasEvents['node-search'], type: string): void {
    const definition = editor.registry.get(type);
    this.close();
    if (!definition) return;
    // A node that leads to a dropped end stands before it, one that follows behind.
    const x = Math.round(at[0]) - (from && 'input' in from ? definition.size[0] : 0);
    const added = withNewNode(editor.state.document, editor.registry, definition, [x, Math.round(at[1])], from);
    editor.edit(added.document, `Add ${definition.title}`);
    editor.select(new Set([added.id]));
  }

  /** Closes search and menu; the keys are the canvas' again. */
  private close(): void {
    if (!this.search && !this.menu) return;
    this.search = this.menu = undefined;
    this.focusCanvas();
  }

  private focusCanvas(): void {
    this.canvas?.renderRoot.querySelector('canvas')?.focus();
  }

  private viewChanged({ detail }: CustomEvent<CanvasEvents['view-change']>): void {
    this.view = detail.view;
    if (this.moved) this.editor?.look(detail.view);
  }

  private async pickFile(editor: Editor, { node, param, file }: CanvasEvents['pick-file']): Promise<void> {
    // A graph that is dropped on a node is a graph all the same.
    if (file && dropDecision(file, editor.registry).kind === 'open') return openFiles(editor, [file]);
    const chosen = file ?? (await chooseFile(editor, node, param));
    if (chosen) await editor.pickFile(node, param, chosen);
  }
}

/** No view, or the one that every new file has. */
function isUnseen(view: View | undefined): boolean {
  return !view || (view.scale === 1 && view.offset[0] === 0 && view.offset[1] === 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-canvas-area': ShotgraphCanvasArea;
  }
}
