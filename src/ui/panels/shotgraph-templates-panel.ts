import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Editor, Template } from '../editor/editor.ts';
import { icon, type IconName } from '../icons/icon.ts';
import { panelStyles } from './panel-styles.ts';

/** Graphs to begin with. Opening one asks nothing, because undo brings back what was open. */
@customElement('shotgraph-templates-panel')
export class ShotgraphTemplatesPanel extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) templates: readonly Template[] = [];

  static override styles = [
    panelStyles,
    css`
      ul {
        display: grid;
        gap: var(--s-2);
      }
      .template {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 2px var(--s-3);
        width: 100%;
        padding: var(--s-2) var(--s-3) 10px;
        border: 1px solid var(--line);
        border-radius: var(--r-2);
        background: var(--bg-2);
        text-align: left;
        cursor: pointer;
      }
      .template:hover {
        border-color: var(--line-strong);
        background: var(--bg-hover);
      }
      .template .icon {
        grid-row: span 2;
        margin-top: 2px;
        color: var(--accent);
      }
      .name {
        font-weight: 550;
      }
      .about {
        color: var(--text-2);
        font-size: var(--t-sm);
      }
    `,
  ];

  override render() {
    const { editor, templates } = this;
    if (!editor) return nothing;
    return html`<header>
        <div class="heading"><h2>Templates</h2></div>
        <p class="muted small">Opening one takes the place of the open graph. Undo brings that back.</p>
      </header>
      <div class="body">
        <ul>
          ${this.row('empty', 'Empty graph', 'Begin with nothing.', () => editor.newGraph(), 'plus')}
          ${templates.map(({ name, title, about, text }) =>
            this.row(name, title, about, () => void editor.openGraph(text, name), 'film'),
          )}
        </ul>
      </div>`;
  }

  private row(name: string, title: string, about: string, open: () => void, sign: IconName) {
    return html`<li>
      <button class="template" type="button" data-template=${name} @click=${open}>
        ${icon(sign, 18)}<span class="name">${title}</span><span class="about">${about}</span>
      </button>
    </li>`;
  }
}
