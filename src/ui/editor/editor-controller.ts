import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Editor } from './editor.ts';

/** Draws its host again after every change of the editor's state, while the host is connected. */
export class EditorController implements ReactiveController {
  #end: (() => void) | undefined;
  #watched: Editor | undefined;

  constructor(private readonly host: ReactiveControllerHost & { readonly editor: Editor | undefined }) {
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    if (this.#watched === this.host.editor && this.#end) return;
    this.hostDisconnected();
    this.#watched = this.host.editor;
    this.#end = this.#watched?.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
