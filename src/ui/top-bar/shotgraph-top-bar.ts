import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { setTitle } from '../../graph/edit.ts';
import { rehearsalWords } from '../../graph/rehearsal-words.ts';
import { cancelForecast } from '../../runtime/run/cancel-forecast.ts';
import { liveRefusal, rehearseRefusal } from '../commands/run-refusal.ts';
import { keyWords } from '../commands/keys.ts';
import { shownText } from '../canvas/shown-text.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { baseStyles } from '../shell/base-styles.ts';
import { icon } from '../icons/icon.ts';
import { logo } from '../icons/logo.ts';
import { onMac } from '../shell/on-mac.ts';
import { connectionBadge, runningWords } from './badges.ts';
import { keptWords } from './kept-words.ts';
import './shotgraph-money.ts';
import { topBarStyles } from './top-bar-styles.ts';

/** Graph name, state of saving, badges, and the buttons for the whole graph. Sends `command` with the id of a command. */
@customElement('shotgraph-top-bar')
export class ShotgraphTopBar extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @state() private naming = false;
  @query('input[type=file]') private fileInput!: HTMLInputElement;
  @query('.naming') private nameField!: HTMLInputElement | null;

  readonly updates = new EditorController(this);

  static override styles = [baseStyles, topBarStyles];

  /** Lets the person choose a graph file. */
  pick(): void {
    this.fileInput.click();
  }

  protected override updated(): void {
    if (this.naming && this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== this.nameField)
      this.nameField?.select();
  }

  protected override render() {
    const { editor } = this;
    if (!editor) return nothing;
    const { state } = editor;
    const { history } = state;
    const running = runningWords(state.states.values());
    const ends = state.underWay.some(({ cancelRequested }) => !cancelRequested);
    const [noRehearsal, noRun] = [rehearseRefusal(state), liveRefusal(state)];
    const badge = connectionBadge(state);
    const kept = keptWords(state);
    return html`
      ${logo()}<span class="product">Shot<i>graph</i></span
      ><span class="slash" aria-hidden="true">/</span>
      ${this.name(editor)}
      <span class="saved" role="status" data-kept=${state.kept} title=${kept.detail}
        ><span>${kept.text}</span><span class="more">${kept.more}</span></span
      >
      ${this.button('undo', `Undo${history.undo === undefined ? '' : ` “${history.undo}”`}`, history.undo === undefined)}
      ${this.button('redo', `Redo${history.redo === undefined ? '' : ` “${history.redo}”`}`, history.redo === undefined)}
      <span class="space"></span>
      <span class="badge connection" data-tone=${badge.tone} title=${badge.detail}
        ><i class="dot"></i><span>${badge.text}</span></span
      >
      <shotgraph-money .editor=${editor}></shotgraph-money>
      <span class="badge running" role="status" ?hidden=${running === undefined}>${running}</span>
      <button
        type="button"
        class="btn"
        aria-label="New graph"
        title="New graph: what is open stays in this browser, and undo brings it back"
        @click=${() => this.act('new')}
      >
        New
      </button>
      <button
        type="button"
        class="btn"
        aria-label="Open graph"
        title=${`Open graph  ${key('Mod+O')}`}
        @click=${() => this.act('open')}
      >
        Open
      </button>
      <input
        type="file"
        hidden
        accept=".json,.zip,application/json,application/zip"
        aria-label="Open graph file"
        @change=${this.picked}
      />
      <button
        type="button"
        class="btn"
        aria-label="Save graph"
        title=${`Save graph  ${key('Mod+S')}`}
        @click=${() => this.act('save')}
      >
        Save <kbd>${key('Mod+S')}</kbd>
      </button>
      <button
        type="button"
        class="btn project"
        aria-label="Save project"
        title=${`Save project: the graph with its references, clips and job records  ${key('Mod+Shift+S')}`}
        @click=${() => this.act('save-project')}
      >
        <span class="long">Save project</span><span class="short">Project</span>
      </button>
      <button
        type="button"
        class="btn free"
        ?disabled=${noRehearsal !== undefined}
        title=${noRehearsal ?? `Make every shot in the built-in sandbox, free  ${key('Mod+Shift+Enter')}\nWrite ${rehearsalWords['refuse-face'].words} into a prompt to rehearse a refusal; with nothing selected, the inspector lists more such words`}
        @click=${() => this.act('rehearse')}
      >
        Rehearse
      </button>
      <button
        type="button"
        class="btn main run"
        aria-label="Run"
        aria-describedby=${noRun === undefined ? nothing : 'no-run'}
        ?disabled=${noRun !== undefined}
        title=${noRun ?? `Show what a paid run would buy  ${key('Mod+Enter')}`}
        @click=${() => this.act('run')}
      >
        ${icon('play', 14)} Run <kbd>${key('Mod+Enter')}</kbd>
      </button>
      <span id="no-run" class="unseen">${noRun}</span>
      <span class="stopping">
        <button
          type="button"
          class="btn stop"
          aria-describedby="cancel-words"
          title=${ends ? nothing : 'No run is under way'}
          ?disabled=${!ends}
          @click=${() => this.act('cancel')}
        >
          Cancel run
        </button>
        <span id="cancel-words" role="tooltip" class="forecast" ?hidden=${!ends}
          >${ends ? `If cancelled now: ${cancelForecast(state.underWay, state.agreed)}.` : 'No run is under way.'}
          <kbd>${key('Mod+Alt+Enter')}</kbd></span
        >
      </span>
    `;
  }

  private button(id: 'undo' | 'redo', title: string, disabled: boolean) {
    const keys = key(id === 'undo' ? 'Mod+Z' : 'Mod+Shift+Z');
    return html`<button
      type="button"
      class="icon-btn step"
      aria-label=${id === 'undo' ? 'Undo' : 'Redo'}
      title=${`${title}  ${keys}`}
      ?disabled=${disabled}
      @click=${() => this.act(id)}
    >
      ${icon(id, 17)}
    </button>`;
  }

  private name(editor: Editor) {
    const { title } = editor.state.document;
    if (!this.naming)
      return html`<button type="button" class="name" title="Rename the graph" @click=${() => (this.naming = true)}>
        <bdi>${shownText(title) || 'Untitled'}</bdi>
      </button>`;
    const done = (event: Event): void => {
      if (!this.naming || !(event.target instanceof HTMLInputElement)) return;
      this.naming = false;
      const next = event.target.value.trim();
      if (next !== title)
        editor.edit(setTitle(editor.state.document, next), `Rename to ${shownText(next) || 'Untitled'}`);
    };
    const keydown = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') done(event);
      else if (event.key === 'Escape') this.naming = false;
      else return;
      event.stopPropagation();
    };
    return html`<input
      class="naming"
      aria-label="Graph name"
      maxlength="200"
      .value=${title}
      @blur=${done}
      @keydown=${keydown}
    />`;
  }

  private act(id: string): void {
    this.dispatchEvent(new CustomEvent('command', { detail: { id }, bubbles: true, composed: true }));
  }

  private picked(event: Event): void {
    const input = event.target;
    if (!(input instanceof HTMLInputElement)) return;
    const files = [...(input.files ?? [])];
    // Cleared, so that the same file can be chosen again.
    input.value = '';
    if (files.length > 0)
      this.dispatchEvent(new CustomEvent('open-files', { detail: { files }, bubbles: true, composed: true }));
  }
}

const key = (combination: string): string => keyWords(combination, onMac);

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-top-bar': ShotgraphTopBar;
  }
}
