import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { NodeId } from '../../graph/document.ts';
import { actOn } from '../controls/node-actions.ts';
import { partButtons } from '../controls/part-buttons.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { isMoving } from '../controls/state-tone.ts';
import { TickController } from '../controls/tick-controller.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';
import { linkChoices, type LinkChoice, type LinkEnd } from './link-choices.ts';
import { makeLink, renameNode, takeLinks } from './outline-edits.ts';
import { itemKey, nodesBetween, type OutlineItem, toggled, visibleItems } from './outline-items.ts';
import { type OutlineAction, outlineAction } from './outline-keys.ts';
import { outlineRow, type RowLook } from './outline-row.ts';
import type { OutlineRow } from './outline-rows.ts';
import { outlineStyles } from './outline-styles.ts';
import { outlineToolbar } from './outline-toolbar.ts';
import { createRowMaker } from './row-maker.ts';
import './shotgraph-link-picker.ts';

/**
 * The graph as a tree of nodes and sockets: everything that the canvas does, by keyboard and screen reader. Exactly one row
 * for each node, always in the DOM, with `data-node-id`, `data-state` and `data-waiting`. Sends `go-to-node`.
 */
@customElement('shotgraph-outline')
export class ShotgraphOutline extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private open: ReadonlySet<NodeId> = new Set();
  @state() private cursor: string | undefined;
  @state() private renaming: NodeId | undefined;
  @state() private linking: LinkEnd | undefined;
  @state() private told = '';
  private rows: readonly OutlineRow[] = [];
  private anchor: NodeId | undefined;
  private selection: ReadonlySet<NodeId> = new Set();
  /** Whether an item of the tree had the focus before the drawing. */
  private held = false;
  private readonly makeRows = createRowMaker();

  protected readonly controllers = [
    new EditorController(this),
    new TickController(this, () => [...(this.editor?.state.states.values() ?? [])].some(isMoving)),
  ];

  static override styles = outlineStyles;

  protected override willUpdate(_: PropertyValues): void {
    const { editor } = this;
    if (!editor) return;
    this.held = this.shadowRoot?.activeElement?.matches('[role=treeitem]') === true;
    const before = this.items();
    this.rows = this.makeRows(editor, this.clock);
    this.follow(editor.state.selection);
    const items = this.items();
    if (items.some(({ key }) => key === this.cursor)) return;
    // What the cursor stood on is gone: it goes to what took its place.
    const at = before.findIndex(({ key }) => key === this.cursor);
    this.cursor = items[Math.min(Math.max(at, 0), items.length - 1)]?.key;
  }

  protected override updated(): void {
    // A row that moved or went away while it had the focus lost it.
    if (this.held && !this.shadowRoot?.activeElement) this.cursorRow()?.focus();
  }

  /** A node selected elsewhere is where the cursor goes. */
  private follow(selection: ReadonlySet<NodeId>): void {
    if (selection === this.selection) return;
    this.selection = selection;
    const [only] = selection;
    if (selection.size !== 1 || only === undefined || this.here()?.node === only) return;
    this.cursor = itemKey(only);
    this.anchor = only;
  }

  private items(): readonly OutlineItem[] {
    return visibleItems(this.rows, this.open);
  }

  private here(): OutlineItem | undefined {
    return this.items().find(({ key }) => key === this.cursor);
  }

  override render() {
    const { editor, rows } = this;
    if (!editor) return nothing;
    const here = this.here();
    return html`<header>
        <div class="heading">
          <h2>Outline</h2>
          <span class="muted small">${rows.length} ${rows.length === 1 ? 'node' : 'nodes'}</span>
          <span class="toolbar" role="group" aria-label="Run">${partButtons(editor, this.chosen(), 'icons')}</span>
        </div>
        ${outlineToolbar(editor, here, this.chosen(), {
          goTo: (node) => this.goTo(node),
          rename: (node) => this.startRename(node),
          link: (item) => this.startLink(item),
          unlink: (item) => this.unlink(item),
          tell: (done) => void this.tell(done),
        })}
      </header>
      <div
        class="body"
        role=${rows.length === 0 ? nothing : 'tree'}
        aria-label="Outline"
        aria-multiselectable="true"
        @keydown=${this.pressed}
        @click=${this.clicked}
        @dblclick=${this.doubleClicked}
        @focusin=${this.entered}
        @focusout=${this.leftField}
      >
        ${
          rows.length === 0
            ? html`<div class="empty">
                ${icon('nodes', 24)}<strong>No nodes</strong>
                <p>Add one from the nodes panel.</p>
              </div>`
            : repeat(
                rows,
                ({ id }) => id,
                (row) => this.row(row, editor, here?.node === row.id ? here.key : undefined),
              )
        }
      </div>
      <p class="help" aria-hidden="true">
        <kbd>→</kbd> sockets · <kbd>Enter</kbd> go to, link · <kbd>F2</kbd> rename · <kbd>Del</kbd> delete, unlink
      </p>
      <div class="hidden" role="status">${this.told}</div>
      ${this.linking ? this.picker(editor, this.linking) : nothing}`;
  }

  private row(row: OutlineRow, editor: Editor, cursor: string | undefined) {
    const look: RowLook = {
      selected: editor.state.selection.has(row.id),
      open: this.open.has(row.id),
      renaming: this.renaming === row.id,
      cursor,
    };
    return outlineRow(row, look);
  }

  private picker(editor: Editor, end: LinkEnd) {
    const id = 'from' in end ? end.from.node : end.to.node;
    const title = this.rows.find((row) => row.id === id)?.title ?? '';
    const socket = this.here()?.socket?.label ?? '';
    return html`<shotgraph-link-picker
      .heading=${'from' in end ? `Link ${socket} of ${title} to…` : `Link into ${socket} of ${title}…`}
      .choices=${linkChoices(editor.state.document, editor.registry, end)}
      @choose=${({ detail }: CustomEvent<LinkChoice>) => this.link(detail)}
      @leave=${() => this.endLink()}
    ></shotgraph-link-picker>`;
  }

  /** The selected nodes; where there are none, the one at the cursor. */
  private chosen(): ReadonlySet<NodeId> {
    const selection = this.editor?.state.selection ?? new Set();
    const here = this.here();
    if (selection.size > 0) return new Set(this.rows.flatMap(({ id }) => (selection.has(id) ? [id] : [])));
    return here ? new Set([here.node]) : new Set();
  }

  private pressed(event: KeyboardEvent): void {
    const field = (event.target as Element).closest?.('input');
    if (field) return this.pressedInField(event);
    const action = outlineAction(event);
    if (!action || !this.editor) return;
    event.preventDefault();
    // The editor has the same keys; what is done here is done.
    event.stopPropagation();
    this.perform(action, this.editor);
  }

  private perform(action: OutlineAction, editor: Editor): void {
    const here = this.here();
    if (!here) return;
    switch (action.does) {
      case 'move':
        return this.move(action.to, action.select, editor);
      case 'open':
        return this.open.has(here.node) ? this.move('next', 'keep', editor) : this.fold(here.node, true);
      case 'close':
        if (here.socket) return this.stand(itemKey(here.node));
        return this.fold(here.node, false);
      case 'toggle':
        return this.select(here.node, 'toggle');
      case 'enter':
        return here.socket ? this.startLink(here) : this.goTo(here.node);
      case 'rename':
        return this.startRename(here.node);
      case 'delete':
        return here.socket ? this.unlink(here) : void this.tell(actOn(editor, 'remove', this.chosen()), true);
      case 'mute':
      case 'bypass':
        return void this.tell(actOn(editor, action.does, this.chosen()));
      case 'all':
        return editor.select(new Set(this.rows.map(({ id }) => id)));
    }
  }

  private move(to: 'next' | 'previous' | 'first' | 'last', select: 'only' | 'add' | 'keep', editor: Editor): void {
    const items = this.items();
    const at = items.findIndex(({ key }) => key === this.cursor);
    const index = { next: at + 1, previous: at - 1, first: 0, last: items.length - 1 }[to];
    const item = items[Math.min(Math.max(index, 0), items.length - 1)];
    if (!item) return;
    this.stand(item.key);
    if (select === 'only' && !editor.state.selection.has(item.node)) this.select(item.node, 'only');
    else if (select === 'only' && editor.state.selection.size > 1) this.select(item.node, 'only');
    else if (select === 'add') this.select(item.node, 'range');
  }

  private select(node: NodeId, how: 'only' | 'toggle' | 'range'): void {
    const { editor } = this;
    if (!editor) return;
    if (how === 'range') return editor.select(nodesBetween(this.rows, this.anchor ?? node, node));
    this.anchor = node;
    editor.select(how === 'only' ? new Set([node]) : toggled(editor.state.selection, node));
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest('input')) return;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const item = this.items().find((candidate) => candidate.key === key);
    if (!item) return;
    const does = target.closest<HTMLElement>('[data-does]')?.dataset['does'];
    this.cursor = item.key;
    if (does === 'fold') return this.fold(item.node, !this.open.has(item.node));
    if (does === 'link') return this.startLink(item);
    if (does === 'unlink') return this.unlink(item);
    if (does === 'decide') return this.decide(item.node);
    this.select(item.node, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only');
  }

  private doubleClicked(event: MouseEvent): void {
    const target = event.target as Element;
    const here = this.here();
    if (here && !here.socket && !target.closest('input, [data-does]')) this.goTo(here.node);
  }

  private entered(event: FocusEvent): void {
    const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
    if (key !== undefined) this.cursor = key;
  }

  private fold(node: NodeId, open: boolean): void {
    if (this.open.has(node) !== open) this.open = toggled(this.open, node);
    if (!open) this.stand(itemKey(node));
  }

  /** Moves the cursor, and the focus with it. */
  private stand(key: string): void {
    this.cursor = key;
    void this.focusCursor();
  }

  private async focusCursor(): Promise<void> {
    await this.updateComplete;
    this.cursorRow()?.focus();
  }

  private cursorRow(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
  }

  private goTo(node: NodeId): void {
    this.select(node, 'only');
    sendPanelEvent(this, 'go-to-node', { node });
  }

  private decide(node: NodeId): void {
    const jobKey = this.rows.find(({ id }) => id === node)?.undecided;
    if (jobKey !== undefined) sendPanelEvent(this, 'decide', { jobKey });
  }

  private startRename(node: NodeId): void {
    this.renaming = node;
    this.cursor = itemKey(node);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('.rename')?.select());
  }

  private pressedInField(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    this.endRename(event.key === 'Enter' ? (event.target as HTMLInputElement).value : undefined);
    void this.focusCursor();
  }

  private leftField(event: FocusEvent): void {
    const field = event.target as HTMLInputElement;
    if (field.matches('.rename')) this.endRename(field.value);
  }

  private endRename(typed: string | undefined): void {
    const node = this.renaming;
    this.renaming = undefined;
    if (node === undefined || typed === undefined || !this.editor) return;
    const shown = this.rows.find(({ id }) => id === node)?.given;
    if (typed !== shown) void this.tell(renameNode(this.editor, node, typed));
  }

  private startLink({ node, socket }: OutlineItem): void {
    if (!socket) return;
    this.linking =
      socket.side === 'output' ? { from: { node, output: socket.name } } : { to: { node, input: socket.name } };
  }

  private link(choice: LinkChoice): void {
    if (this.editor) void this.tell(makeLink(this.editor, choice));
    this.endLink();
  }

  private endLink(): void {
    this.linking = undefined;
    void this.focusCursor();
  }

  private unlink({ node, socket }: OutlineItem): void {
    if (socket && this.editor) void this.tell(takeLinks(this.editor, node, socket), true);
  }

  /** Says something to a screen reader; the same words again are said again. */
  private async tell(words: string, focus = false): Promise<void> {
    this.told = '';
    await this.updateComplete;
    this.told = words;
    if (focus) await this.focusCursor();
  }
}
