import { LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type NodeId, nodeOf } from '../../graph/document.ts';
import { sendPanelEvent } from '../controls/send-event.ts';
import { isMoving } from '../controls/state-tone.ts';
import { TickController } from '../controls/tick-controller.ts';
import { EditorController } from '../editor/editor-controller.ts';
import type { Editor } from '../editor/editor.ts';
import { graphFacts } from './graph-facts.ts';
import { inspectorStyles } from './inspector-styles.ts';
import { manyNodes } from './many-nodes.ts';
import { nodeInspector } from './node-inspector.ts';

/** What is selected, in full: the graph, one node, or several. Sends `decide`, `go-to-node` and `edit-param`. */
@customElement('shotgraph-inspector')
export class ShotgraphInspector extends LitElement {
  @property({ attribute: false }) editor: Editor | undefined;
  @property({ attribute: false }) clock: () => number = Date.now;
  /** A number in [0, 1), for the dice of a seed. */
  @property({ attribute: false }) random: () => number = Math.random;

  static override styles = inspectorStyles;

  protected readonly controllers = [
    new EditorController(this),
    new TickController(this, () => this.chosen().some((id) => this.moves(id))),
  ];

  private chosen(): readonly NodeId[] {
    const { document, selection } = this.editor?.state ?? {};
    return document && selection ? [...selection].filter((id) => nodeOf(document, id)) : [];
  }

  private moves(id: NodeId): boolean {
    const state = this.editor?.state.states.get(id);
    return state !== undefined && isMoving(state);
  }

  /** Puts the cursor into a param of the node that is shown, at the end of what is written. */
  async enter(param: string): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>(`#param-${CSS.escape(param)}`);
    field?.focus();
    field?.scrollIntoView({ block: 'nearest' });
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length);
  }

  override render() {
    const { editor } = this;
    if (!editor) return nothing;
    const ids = this.chosen();
    const [only] = ids;
    const goTo = (node: NodeId): void => {
      editor.select(new Set([node]));
      sendPanelEvent(this, 'go-to-node', { node });
    };
    const node = ids.length === 1 && only !== undefined ? nodeOf(editor.state.document, only) : undefined;
    if (node) {
      const decide = (jobKey: string): void => sendPanelEvent(this, 'decide', { jobKey });
      const write = (target: NodeId, param: string): void =>
        sendPanelEvent(this, 'edit-param', { node: target, param });
      const { clock, random } = this;
      const draw = () => nodeInspector({ editor, node, clock, random, decide, goTo, write });
      // Nothing of one node's form, such as what is unfolded, goes over to the next.
      return repeat([node.id], (id) => id, draw);
    }
    return ids.length > 1 ? manyNodes(editor, new Set(ids), goTo) : graphFacts(editor, goTo);
  }
}
