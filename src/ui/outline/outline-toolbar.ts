import { html, type TemplateResult } from 'lit';
import type { NodeId } from '../../graph/document.ts';
import { actionButton } from '../controls/node-actions.ts';
import type { Editor } from '../editor/editor.ts';
import { icon, type IconName } from '../icons/icon.ts';
import type { OutlineItem } from './outline-items.ts';

/** What the buttons over the outline do. */
export interface ToolbarCalls {
  goTo(node: NodeId): void;
  rename(node: NodeId): void;
  link(item: OutlineItem): void;
  unlink(item: OutlineItem): void;
  /** Says what was done. */
  tell(done: string): void;
}

/** The buttons over the outline: for the item at the cursor, and for the chosen nodes. */
export function outlineToolbar(
  editor: Editor,
  here: OutlineItem | undefined,
  chosen: ReadonlySet<NodeId>,
  calls: ToolbarCalls,
): TemplateResult {
  const socket = here?.socket;
  const button = (label: string, name: IconName, on: boolean, act: (item: OutlineItem) => void) =>
    html`<button
      class="icon-button"
      type="button"
      aria-label=${label}
      title=${label}
      ?disabled=${!on}
      @click=${() => here && act(here)}
    >
      ${icon(name)}
    </button>`;
  const unlinkable = socket !== undefined && socket.linked.length > 0;
  return html`<div class="toolbar" role="toolbar" aria-label="Actions of the outline">
    ${button('Go to node', 'target', here !== undefined, ({ node }) => calls.goTo(node))}
    ${button('Rename (F2)', 'rename', here !== undefined, ({ node }) => calls.rename(node))}
    ${(['mute', 'bypass', 'front', 'remove'] as const).map((action) =>
      actionButton(editor, action, chosen, calls.tell),
    )}
    <span class="sep"></span>
    ${button(socket?.side === 'input' ? 'Link from…' : 'Link to…', 'link', socket !== undefined, calls.link)}
    ${button('Unlink', 'unlink', unlinkable, calls.unlink)}
  </div>`;
}
