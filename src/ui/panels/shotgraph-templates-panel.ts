import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { shownText } from '../canvas/shown-text.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { DraftEntry, Editor, Template } from '../editor/editor.ts';
import { icon, type IconName } from '../icons/icon.ts';
import { whenWords } from '../controls/when-words.ts';
import { panelStyles } from './panel-styles.ts';

/** Graphs to begin with. Opening one asks nothing, because undo brings back what was open. */
@customElement('shotgraph-templates-panel')
export class ShotgraphTemplatesPanel extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) templates: readonly Template[] = [];

  @property({ attribute: false }) clock: () => number = Date.now;
  @state() private drafts: readonly DraftEntry[] = [];
  private listedFor: string | undefined;

  protected readonly updates = new EditorController(this);

  static override styles = [
    panelStyles,
    css`
      ul {
        display: grid;
        gap: var(--s-2);
      }
      h3 {
        margin: var(--s-4) 0 var(--s-2);
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
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 550;
      }
      .about {
        color: var(--text-2);
        font-size: var(--t-sm);
      }
    `,
  ];

  /** The list is read anew when another graph opens: the one before is a draft now. */
  protected override willUpdate(): void {
    const { editor } = this;
    if (!editor || editor.state.graphId === this.listedFor) return;
    this.listedFor = editor.state.graphId;
    void editor.drafts().then((drafts) => (this.drafts = drafts));
  }

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
        ${
          this.drafts.length === 0
            ? nothing
            : html`<h3>Drafts kept in this browser</h3>
                <ul>
                  ${this.drafts.map(({ id, title, savedAt }) =>
                    this.row(
                      id,
                      shownText(title) || 'Untitled',
                      whenWords(savedAt, this.clock()),
                      () => void editor.openDraft(id),
                      'file',
                    ),
                  )}
                </ul>`
        }
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
