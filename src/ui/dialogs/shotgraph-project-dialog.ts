import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { tokenLikePlaces } from '../../graph/file/token-like.ts';
import { bytesOf, type ClipChoice, clipsOf, gatherProject, type ProjectSource } from '../../project/gather-project.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import { progressRow, progressStyles } from './progress-row.ts';

const clipChoices: readonly (readonly [choice: ClipChoice, label: string, about: string])[] = [
  ['all', 'All takes', 'Every clip of these shots, earlier takes and those from before an edit too.'],
  ['present', 'Only the takes shown now', 'Enough to go on elsewhere without buying anything again.'],
  ['none', 'No clips', 'The records go along; elsewhere each clip would have to be bought again.'],
];

/** What goes into a project file, with its size, and how far it is. It opens only when a person asks for it. */
@customElement('shotgraph-project-dialog')
export class ShotgraphProjectDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ type: Boolean }) shown = false;
  @state() private source: ProjectSource | undefined;
  @state() private clips: ClipChoice = 'present';
  @state() private rehearsals = true;
  /** Bytes that are written, while it is saved. */
  @state() private written: number | undefined;

  readonly updates = new EditorController(this);
  private stop: AbortController | undefined;
  private readonly modal = new ModalDialog(
    this,
    () => this.shown,
    () => this.leave(),
  );

  static override styles = [
    modalDialogStyles,
    dialogStyles,
    progressStyles,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        display: grid;
        gap: 2px;
      }
      legend {
        padding: 0;
        margin-bottom: 6px;
        font-size: var(--t-xs);
        font-weight: 600;
        color: var(--text-3);
      }
      .choice {
        display: grid;
        grid-template-columns: 16px minmax(0, 1fr) auto;
        gap: 0 10px;
        align-items: start;
        margin: 0 -10px;
        padding: 7px 10px;
        border-radius: var(--r-2);
        cursor: pointer;
      }
      .choice:hover {
        background: var(--bg-hover);
      }
      .choice .quiet {
        grid-column: 2;
      }
      .choice .size,
      dd {
        color: var(--text-2);
        font-size: var(--t-sm);
        line-height: 20px;
        text-align: end;
        white-space: nowrap;
      }
      input[type='radio'] {
        accent-color: var(--accent);
        width: 16px;
        height: 16px;
        margin: 2px 0 0;
      }
      input[type='checkbox'] {
        margin: 2px 0 0;
      }
      dl {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 16px;
        margin: 0;
      }
      dt,
      dd {
        margin: 0;
      }
      dt.sum,
      dd.sum {
        color: var(--text-1);
        font-weight: 600;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('shown') && this.shown) void this.look();
  }

  private async look(): Promise<void> {
    this.source = undefined;
    const source = await this.editor?.projectSource();
    // Why not is told where notices are; there is nothing to choose.
    if (source) this.source = source;
    else this.close();
  }

  protected override render() {
    const { source } = this;
    return this.modal.template({
      heading: 'Save project',
      subheading: 'The graph, its references, clips and job records in one file.',
      width: 520,
      body: source
        ? this.choices(source)
        : html`<section><p class="quiet" role="status">Looking for clips…</p></section>`,
      actions: this.written === undefined ? this.buttons(source) : this.progress(source, this.written),
    });
  }

  private choices(source: ProjectSource) {
    const { clips, rehearsals } = this;
    const chosen = gatherProject(source, { clips, rehearsals });
    const references = source.references.reduce((bytes, { size }) => bytes + size, 0);
    const anyRehearsed = source.records.some(({ service }) => service === 'sandbox');
    const [withThem, without] = [
      { clips, rehearsals: true },
      { clips, rehearsals: false },
    ].map((choice) => gatherProject(source, choice));
    const rehearsed =
      withThem && without && clipsOf(withThem) > clipsOf(without)
        ? `${counted(clipsOf(withThem) - clipsOf(without), 'clip')}, ${byteWords(bytesOf(withThem) - bytesOf(without))}`
        : '';
    const secrets = this.editor ? tokenLikePlaces(this.editor.state.document) : [];
    const busy = this.written !== undefined;
    return html`<section>
        <fieldset ?disabled=${busy}>
          <legend>Clips</legend>
          ${clipChoices.map(([choice, label, about]) => {
            const project = gatherProject(source, { clips: choice, rehearsals });
            const count = clipsOf(project);
            const size = bytesOf(project) - bytesOf(gatherProject(source, { clips: 'none', rehearsals }));
            return html`<label class="choice">
              <input type="radio" name="clips" .checked=${clips === choice} @change=${() => (this.clips = choice)} />
              <span>${label}</span
              ><span class="size">${choice === 'none' ? '' : `${counted(count, 'clip')}, ${byteWords(size)}`}</span>
              <span class="quiet">${about}</span>
            </label>`;
          })}
          ${
            !anyRehearsed
              ? nothing
              : html`<label class="choice">
                  <input
                    type="checkbox"
                    .checked=${rehearsals}
                    @change=${(event: Event) => (this.rehearsals = (event.target as HTMLInputElement).checked)}
                  />
                  <span>With what was rehearsed</span><span class="size">${rehearsed}</span>
                  <span class="quiet">Clips of the sandbox, which are made anew for nothing.</span>
                </label>`
          }
        </fieldset>
      </section>
      <section>
        <dl>
          <dt>References</dt>
          <dd>${counted(source.references.length, 'file')}, ${byteWords(references)}</dd>
          <dt>Job records</dt>
          <dd>${chosen.records.length}</dd>
          <dt class="sum">The file</dt>
          <dd class="sum">about ${byteWords(bytesOf(chosen) + 4000 * (chosen.records.length + 1))}</dd>
        </dl>
      </section>
      ${
        secrets.length === 0
          ? nothing
          : html`<section>
              <div class="note" role="note">
                <b></b
                ><span
                  >The graph holds something that looks like an access token. Whoever gets the file can read it.</span
                >
              </div>
            </section>`
      }`;
  }

  private buttons(source: ProjectSource | undefined) {
    return html`<span class="space"></span>
      <button type="button" @click=${this.close}>Cancel</button>
      <button type="button" class="pay" ?disabled=${source === undefined} @click=${() => void this.save()}>
        Save to a file
      </button>`;
  }

  private progress(source: ProjectSource | undefined, written: number) {
    const { clips, rehearsals } = this;
    const of = source ? bytesOf(gatherProject(source, { clips, rehearsals })) : 0;
    return html`${progressRow('Saving', written, of)}<button type="button" @click=${() => this.stop?.abort()}>
        Stop
      </button>`;
  }

  private async save(): Promise<void> {
    const { editor, source, clips, rehearsals } = this;
    if (!editor || !source || this.written !== undefined) return;
    const stop = (this.stop = new AbortController());
    this.written = 0;
    try {
      const onProgress = (bytes: number): void => void (this.written = bytes);
      const saved = await editor.saveProject(source, { clips, rehearsals }, { signal: stop.signal, onProgress });
      if (saved) this.close();
    } finally {
      this.written = undefined;
    }
  }

  private leave(): void {
    this.stop?.abort();
    this.close();
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent('dialog-closed'));
  };
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-project-dialog': ShotgraphProjectDialog;
  }
}
