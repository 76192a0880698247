import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { AnyNodeDefinition } from '../../graph/definition.ts';
import type { GraphDocument } from '../../graph/document.ts';
import { createRegistry, type NodeRegistry } from '../../graph/registry.ts';
import { type LooseEnd, matchingNodes, typeAtEnd } from '../commands/node-matches.ts';
import { socketToken } from '../style/tokens.ts';
import { baseStyles } from './base-styles.ts';

/** A box to find a kind of node by typing. Sends `choose-node` {type}, and `close-search` when it is left. */
@customElement('shotgraph-node-search')
export class ShotgraphNodeSearch extends LitElement {
  @property({ attribute: false }) registry: NodeRegistry = createRegistry([]);
  @property({ attribute: false }) document: GraphDocument | undefined;
  /** The end of a link that looks for a node: only kinds that take it are offered. */
  @property({ attribute: false }) end: LooseEnd | undefined;

  @state() private words = '';
  @state() private place = 0;
  @query('input') private field!: HTMLInputElement;

  static override styles = [
    baseStyles,
    css`
      :host {
        position: fixed;
        z-index: 20;
        display: grid;
        grid-template-rows: auto 1fr;
        width: 300px;
        max-height: 360px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-3);
        overflow: hidden;
        background: var(--bg-2);
        box-shadow: var(--shadow-pop);
        font: var(--t-md) / var(--lh) var(--font);
        color: var(--text-1);
      }
      input {
        width: 100%;
        height: 42px;
        padding: 0 14px;
        border: 0;
        border-bottom: 1px solid var(--line);
        background: none;
        outline: none;
      }
      input::placeholder {
        color: var(--text-3);
      }
      ul {
        margin: 0;
        padding: 6px;
        overflow: auto;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 10px 1fr;
        gap: 0 9px;
        padding: 6px 9px;
        border-radius: var(--r-2);
        cursor: pointer;
      }
      li i {
        width: 8px;
        height: 8px;
        margin-top: 6px;
        border-radius: 3px;
      }
      li span {
        grid-column: 2;
        font-size: var(--t-sm);
        color: var(--text-2);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      li[aria-selected='true'] {
        background: var(--bg-hover);
        box-shadow: inset 2px 0 0 var(--accent);
      }
      p {
        margin: 0;
        padding: 14px;
        color: var(--text-2);
      }
    `,
  ];

  private get found(): readonly AnyNodeDefinition[] {
    const { document, registry, end } = this;
    const type = document && end && typeAtEnd(document, registry, end);
    return matchingNodes(registry, this.words, end && type !== undefined ? { end, type } : undefined);
  }

  protected override firstUpdated(): void {
    this.field.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('place' as keyof this))
      this.renderRoot.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const matches = this.found;
    const chosen = Math.min(this.place, matches.length - 1);
    return html`<input
        type="text"
        role="combobox"
        aria-label="Find a node"
        aria-expanded="true"
        aria-controls="list"
        aria-autocomplete="list"
        aria-activedescendant=${chosen < 0 ? nothing : `match-${chosen}`}
        placeholder=${this.end ? 'Add a node for this link' : 'Add a node'}
        autocomplete="off"
        spellcheck="false"
        .value=${this.words}
        @input=${this.typed}
        @keydown=${this.key}
        @blur=${() => this.leave()}
      />
      <ul id="list" role="listbox" aria-label="Nodes" ?hidden=${matches.length === 0}>
        ${matches.map((definition, index) => this.row(definition, index, index === chosen))}
      </ul>
      <p ?hidden=${matches.length > 0}>No node is called that.</p>`;
  }

  private row(definition: AnyNodeDefinition, index: number, chosen: boolean) {
    const [type = '*'] = Object.values(definition.outputs).map(({ socket }) => socket);
    return html`<li
      id=${`match-${index}`}
      role="option"
      aria-selected=${chosen}
      @pointerdown=${(event: Event) => {
        // Before the field loses the focus, which would close the box.
        event.preventDefault();
        this.choose(definition);
      }}
      @pointermove=${() => (this.place = index)}
    >
      <i style=${`background: var(--${socketToken(type)})`}></i>${definition.title}<span>${definition.about}</span>
    </li>`;
  }

  private typed(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.words = event.target.value;
    this.place = 0;
  }

  private key(event: KeyboardEvent): void {
    const matches = this.found;
    event.stopPropagation();
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : matches.length - 1;
        if (matches.length > 0) this.place = (Math.min(this.place, matches.length - 1) + step) % matches.length;
        return;
      }
      case 'Enter': {
        const chosen = matches[Math.min(this.place, matches.length - 1)];
        event.preventDefault();
        if (chosen) this.choose(chosen);
        return;
      }
      case 'Tab':
      case 'Escape':
        event.preventDefault();
        this.leave();
    }
  }

  private choose({ type }: AnyNodeDefinition): void {
    this.dispatchEvent(new CustomEvent('choose-node', { detail: { type } }));
  }

  private leave(): void {
    this.dispatchEvent(new CustomEvent('close-search'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-node-search': ShotgraphNodeSearch;
  }
}
