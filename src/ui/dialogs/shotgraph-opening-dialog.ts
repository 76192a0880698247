import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { shownText } from '../canvas/shown-text.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { dialogStyles } from './dialog-styles.ts';
import { ModalDialog, modalDialogStyles } from './modal-dialog.ts';
import { progressRow, progressStyles } from './progress-row.ts';

/** A project that the person opens, while it is taken in: how far it is, and the way out. */
@customElement('shotgraph-opening-dialog')
export class ShotgraphOpeningDialog extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;

  readonly updates = new EditorController(this);
  private readonly modal = new ModalDialog(
    this,
    () => this.editor?.state.opening !== undefined,
    () => this.editor?.stopOpening(),
  );

  static override styles = [modalDialogStyles, dialogStyles, progressStyles];

  protected override render() {
    const opening = this.editor?.state.opening;
    return this.modal.template({
      heading: 'Opening project',
      subheading: opening ? shownText(opening.name) : '',
      width: 460,
      body: html`<section>${progressRow('Taken in', opening?.bytes ?? 0, opening?.of ?? 0)}</section>`,
      actions: html`<span class="quiet">Nothing is bought or sent by opening.</span><span class="space"></span>
        <button type="button" @click=${() => this.editor?.stopOpening()}>Stop</button>`,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-opening-dialog': ShotgraphOpeningDialog;
  }
}
