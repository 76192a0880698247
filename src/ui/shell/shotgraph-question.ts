import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { placeWords } from '../files/problem-place.ts';
import { baseStyles } from './base-styles.ts';
import { modalStyles } from './modal-styles.ts';

/** The question that stands in the editor's state. It opens only because of something the person pressed. */
@customElement('shotgraph-question')
export class ShotgraphQuestion extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  readonly updates = new EditorController(this);

  static override styles = [
    baseStyles,
    modalStyles,
    css`
      p {
        margin: 0 0 10px;
      }
      ul {
        display: grid;
        gap: 8px;
        max-height: 240px;
        margin: 0;
        padding: 0;
        overflow: auto;
        list-style: none;
        font-size: var(--t-sm);
        color: var(--text-2);
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override updated(): void {
    if (this.dialog && !this.dialog.open) this.dialog.showModal();
  }

  private end(editor: Editor, yes: boolean, event?: Event): void {
    event?.preventDefault();
    // Closed before it goes: only that gives the focus back to where it was.
    this.dialog?.close();
    editor.answer(yes);
  }

  protected override render() {
    const { editor } = this;
    const question = editor?.state.question;
    if (!editor || !question) return nothing;
    return html`<dialog aria-labelledby="title" @cancel=${(event: Event) => this.end(editor, false, event)}>
      <header>
        <h2 id="title"><bdi>${question.title}</bdi></h2>
      </header>
      <div class="body">
        <p>${question.text}</p>
        ${
          question.problems.length === 0
            ? nothing
            : html`<ul>
                ${question.problems.map((problem) => html`<li>${placeWords(problem)}: ${problem.reason}</li>`)}
              </ul>`
        }
      </div>
      <footer>
        <button type="button" class="btn" autofocus @click=${() => this.end(editor, false)}>${question.no}</button>
        <button type="button" class="btn main" @click=${() => this.end(editor, true)}>${question.yes}</button>
      </footer>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-question': ShotgraphQuestion;
  }
}
