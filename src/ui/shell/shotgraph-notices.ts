import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { nodeOf } from '../../graph/document.ts';
import type { Problem } from '../../graph/problem.ts';
import { titleOf } from '../canvas/title-of.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor, Notice } from '../editor/editor.ts';
import { placeWords } from '../files/problem-place.ts';
import { baseStyles } from './base-styles.ts';
import { icon, type IconName } from '../icons/icon.ts';

const icons: Readonly<Record<Notice['tone'], IconName>> = { info: 'info', ok: 'ok', warn: 'warning', bad: 'warning' };

/** What the person is told, latest below, each until it is put away. Sends `go-to-node`. */
@customElement('shotgraph-notices')
export class ShotgraphNotices extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;

  readonly updates = new EditorController(this);

  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 8px;
        width: 380px;
        max-width: calc(100% - 24px);
        font: var(--t-sm) / var(--lh) var(--font);
        color: var(--text-1);
        pointer-events: none;
      }
      section {
        display: grid;
        grid-template-columns: 18px minmax(0, 1fr) auto;
        gap: 2px 10px;
        padding: 10px 8px 10px 12px;
        border: 1px solid var(--line-strong);
        border-radius: var(--r-2);
        background: var(--bg-2);
        box-shadow: var(--shadow-pop);
        pointer-events: auto;
        animation: come 0.16s ease-out;
      }
      @keyframes come {
        from {
          opacity: 0;
          transform: translateY(6px);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        section {
          animation: none;
        }
      }
      section > .icon {
        margin-top: 1px;
        color: var(--text-2);
      }
      [data-tone='ok'] > .icon {
        color: var(--ok);
      }
      [data-tone='warn'] > .icon {
        color: var(--warn);
      }
      [data-tone='bad'] > .icon {
        color: var(--bad);
      }
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      .text {
        font-weight: 600;
        line-height: 20px;
      }
      .more {
        grid-column: 2 / -1;
        padding-right: 8px;
        color: var(--text-2);
      }
      ul {
        grid-column: 2 / -1;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 6px;
        max-height: 180px;
        margin: 4px 0 0;
        padding: 0 8px 0 0;
        overflow: auto;
        list-style: none;
        color: var(--text-2);
      }
      li b {
        font-weight: 600;
        color: var(--text-1);
      }
      li button {
        display: inline-block;
        max-width: calc(100% - 8px);
        padding: 0;
        overflow: hidden;
        text-align: start;
        text-overflow: ellipsis;
        white-space: nowrap;
        vertical-align: bottom;
        font-weight: 600;
        color: var(--text-1);
        text-decoration: underline;
        text-underline-offset: 2px;
      }
      .icon-btn {
        width: 22px;
        height: 22px;
      }
    `,
  ];

  protected override render() {
    const { editor } = this;
    return html`<div role="log" aria-live="polite" aria-label="Notices" style="display: contents">
      ${
        editor
          ? repeat(
              editor.state.notices,
              ({ id }) => id,
              (notice) => this.notice(editor, notice),
            )
          : nothing
      }
    </div>`;
  }

  private notice(editor: Editor, { id, tone, text, detail, problems }: Notice) {
    return html`<section data-tone=${tone}>
      ${icon(icons[tone], 18)}
      <p class="text">${text}</p>
      <button type="button" class="icon-btn" aria-label="Put away" @click=${() => editor.dismiss(id)}>
        ${icon('close', 14)}
      </button>
      ${detail ? html`<p class="more">${detail}</p>` : nothing}
      ${
        problems && problems.length > 0
          ? html`<ul>
              ${problems.map((problem) => this.problem(editor, problem))}
            </ul>`
          : nothing
      }
    </section>`;
  }

  private problem(editor: Editor, problem: Problem) {
    const { place, reason, remedy } = problem;
    const node = place.node === undefined ? undefined : nodeOf(editor.state.document, place.node);
    const where = node ? '' : placeWords(problem);
    const go = (): void =>
      void this.dispatchEvent(
        new CustomEvent('go-to-node', { detail: { node: place.node }, bubbles: true, composed: true }),
      );
    return html`<li>
      ${node ? html`<button type="button" @click=${go}><bdi>${titleOf(node, editor.registry)}</bdi></button>: ` : nothing}
      ${where === '' ? nothing : html`<b>${where}:</b> `}${reason} ${remedy}
    </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-notices': ShotgraphNotices;
  }
}
