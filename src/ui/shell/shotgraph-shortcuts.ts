import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Command } from '../commands/command.ts';
import { commands } from '../commands/commands.ts';
import { keyWords } from '../commands/keys.ts';
import { baseStyles } from './base-styles.ts';
import { icon } from '../icons/icon.ts';
import { modalStyles } from './modal-styles.ts';
import { onMac } from './on-mac.ts';

/** A name, and the keys or gestures that do it. */
type Row = readonly [string, readonly string[]];

const rowsOf = (group: Command['group']): readonly Row[] =>
  commands
    .filter((command) => command.group === group && command.keys !== undefined)
    .map(({ name, keys = [] }) => [name, keys.map((combination) => keyWords(combination, onMac))]);
const mouse: readonly Row[] = [
  ['Find and add a node', ['Double-click']],
  ['Pan', ['Space or middle button']],
  ['Box selection', [onMac ? '⌘ drag' : 'Ctrl drag']],
  ['Copy a node', ['Alt drag']],
  ['Snap to the grid', ['Shift drag']],
  ['Cut a socket’s links', [onMac ? '⌘⌥ click' : 'Ctrl Alt click']],
];
/** The longest one has a column of its own. */
const sections: readonly (readonly [string, readonly Row[]])[] = [
  ['Run', rowsOf('Run')],
  ['Graph', rowsOf('Graph')],
  ['View', rowsOf('View')],
  ['Mouse', mouse],
  ['Edit', rowsOf('Edit')],
];

/** The list of keys, drawn from the commands themselves. */
@customElement('shotgraph-shortcuts')
export class ShotgraphShortcuts extends LitElement {
  @query('dialog') private dialog!: HTMLDialogElement;

  static override styles = [
    baseStyles,
    modalStyles,
    css`
      dialog {
        width: min(720px, calc(100vw - 48px));
      }
      .body {
        columns: 2;
        column-gap: 32px;
      }
      section {
        break-inside: avoid;
        margin-bottom: 16px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: var(--t-xs);
        font-weight: 600;
        color: var(--text-3);
      }
      dl {
        margin: 0;
      }
      dl div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 4px 0;
        border-bottom: 1px solid var(--line);
        font-size: var(--t-sm);
      }
      dd {
        display: flex;
        gap: 8px;
        margin: 0;
        text-align: end;
      }
      kbd {
        padding: 3px 5px;
        border: 1px solid var(--line);
        border-radius: var(--r-1);
        background: var(--bg-3);
        color: var(--text-2);
        white-space: nowrap;
        align-self: center;
      }
    `,
  ];

  open(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  protected override render() {
    return html`<dialog aria-labelledby="title" @click=${this.outside}>
      <header>
        <h2 id="title">Keyboard shortcuts</h2>
        <button type="button" class="icon-btn" aria-label="Close" @click=${() => this.dialog.close()}>
          ${icon('close', 18)}
        </button>
      </header>
      <div class="body">
        ${sections.map(
          ([title, rows]) =>
            html`<section>
              <h3>${title}</h3>
              <dl>
                ${rows.map(
                  ([name, keys]) =>
                    html`<div>
                      <dt>${name}</dt>
                      <dd>${keys.map((words) => html`<kbd>${words}</kbd>`)}</dd>
                    </div>`,
                )}
              </dl>
            </section>`,
        )}
      </div>
    </dialog>`;
  }

  private outside(event: MouseEvent): void {
    if (event.target === this.dialog) this.dialog.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-shortcuts': ShotgraphShortcuts;
  }
}
