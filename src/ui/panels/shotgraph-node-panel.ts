import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { AnyNodeDefinition } from '../../graph/definition.ts';
import { socketColour } from '../controls/socket-colour.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';
import { dragNodeKind } from './node-drag.ts';
import { nodeKinds } from './node-kinds.ts';
import { panelStyles } from './panel-styles.ts';

/** All kinds of nodes: a click or Enter adds one in the middle of the view, dragging puts it where it is dropped. */
@customElement('shotgraph-node-panel')
export class ShotgraphNodePanel extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @state() private search = '';
  @state() private told = '';

  static override styles = [
    panelStyles,
    css`
      section + section {
        margin-top: var(--s-4);
      }
      ul {
        display: grid;
        gap: var(--s-1);
        margin-top: var(--s-1);
      }
      .kind {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        column-gap: var(--s-2);
        padding: 6px var(--s-2) 7px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--bg-2);
        cursor: grab;
      }
      .kind:hover {
        border-color: var(--line-strong);
        background: var(--bg-hover);
      }
      .kind:active {
        cursor: grabbing;
      }
      .name {
        font-weight: 550;
      }
      .about {
        grid-column: 2 / -1;
        color: var(--text-2);
        font-size: var(--t-sm);
      }
      .sockets {
        display: flex;
        align-items: center;
        gap: 3px;
        color: var(--text-3);
        font-size: var(--t-xs);
      }
    `,
  ];

  /** Puts the cursor into the search field. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }

  override render() {
    const { editor } = this;
    if (!editor) return nothing;
    const groups = nodeKinds(editor.registry.definitions, this.search);
    return html`<header>
        <div class="heading"><h2>Nodes</h2></div>
        <label class="search"
          ><span class="hidden">Search nodes</span>${icon('search')}<input
            class="field"
            type="search"
            placeholder="Search, for instance “clip”"
            autocomplete="off"
            spellcheck="false"
            maxlength="100"
            .value=${live(this.search)}
            @input=${({ currentTarget }: Event) => (this.search = (currentTarget as HTMLInputElement).value)}
            @keydown=${this.searchKey}
        /></label>
      </header>
      <div class="body">
        ${
          groups.length === 0
            ? html`<div class="empty">
                ${icon('search', 24)}<strong>No node fits</strong>
                <p>Nothing here is called “<bdi>${this.search.slice(0, 60)}</bdi>” or does that.</p>
                <button class="button" type="button" @click=${() => (this.search = '')}>Show all</button>
              </div>`
            : groups.map(
                ({ category, kinds }) =>
                  html`<section aria-label=${category}>
                    <h3>${category}</h3>
                    <ul>
                      ${kinds.map((kind) => html`<li>${this.kind(kind)}</li>`)}
                    </ul>
                  </section>`,
              )
        }
      </div>
      <div class="hidden" role="status">${this.told}</div>`;
  }

  private kind(kind: AnyNodeDefinition) {
    const [inputs, outputs] = [Object.values(kind.inputs), Object.values(kind.outputs)];
    const dot = ({ socket }: { readonly socket: string }) =>
      html`<span class="socket" style="--dot:${socketColour(socket)}"></span>`;
    const said = (list: readonly { readonly socket: string }[]): string =>
      list.map(({ socket }) => (socket === '*' ? 'anything' : socket.toLowerCase())).join(', ') || 'nothing';
    // A button cannot be dragged in every browser.
    return html`<div
      class="kind"
      role="button"
      tabindex="0"
      draggable="true"
      data-type=${kind.type}
      aria-label="Add ${kind.title}"
      aria-describedby="about-${kind.type}"
      title="Click to add, or drag onto the canvas"
      @click=${() => this.add(kind)}
      @keydown=${(event: KeyboardEvent) => this.kindKey(event, kind)}
      @dragstart=${(event: DragEvent) => dragNodeKind(event, kind.type)}
    >
      <span class="dot" style="--dot:${socketColour((outputs[0] ?? inputs[0])?.socket ?? '')}"></span>
      <span class="name ellipsis">${kind.title}</span>
      <span class="sockets" title="Takes ${said(inputs)}; gives ${said(outputs)}" aria-hidden="true"
        >${inputs.map(dot)}${inputs.length + outputs.length > 0 ? '→' : nothing}${outputs.map(dot)}</span
      >
      <p class="about" id="about-${kind.type}">
        ${kind.about}<span class="hidden"> Takes ${said(inputs)}; gives ${said(outputs)}.</span>
      </p>
    </div>`;
  }

  private add(kind: AnyNodeDefinition): void {
    const id = this.editor?.addNode(kind.type);
    this.told = '';
    if (id === undefined) return;
    // The same words again are not read out unless they went away in between.
    void this.updateComplete.then(() => (this.told = `${kind.title} added and selected.`));
  }

  private kindKey(event: KeyboardEvent, kind: AnyNodeDefinition): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      this.add(kind);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.step(event.currentTarget as HTMLElement, event.key === 'ArrowDown' ? 1 : -1);
    }
  }

  private searchKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      this.renderRoot.querySelector<HTMLElement>('.kind')?.focus();
    } else if (event.key === 'Enter') {
      const best =
        this.search.trim() === '' ? undefined : nodeKinds(this.editor?.registry.definitions ?? [], this.search)[0];
      if (best?.kinds[0]) this.add(best.kinds[0]);
    } else if (event.key === 'Escape' && this.search !== '') {
      event.preventDefault();
      event.stopPropagation();
      this.search = '';
    }
  }

  private step(from: HTMLElement, by: number): void {
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('.kind')];
    const next = all[all.indexOf(from) + by];
    if (next) next.focus();
    else if (by < 0) this.focus();
  }
}
