import { html, type TemplateResult } from 'lit';
import { type NodeId, nodeOf } from '../../graph/document.ts';
import { titleOf } from '../canvas/title-of.ts';
import { type Alignment, alignNodes } from '../controls/align-nodes.ts';
import { actOn, type NodeAction } from '../controls/node-actions.ts';
import { allHaveMode } from '../controls/mode-edit.ts';
import { partButtons } from '../controls/part-buttons.ts';
import { nodeColour } from '../controls/socket-colour.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';

const alignments: readonly { readonly to: Alignment; readonly label: string }[] = [
  { to: 'left', label: 'Align left edges' },
  { to: 'top', label: 'Align top edges' },
  { to: 'row', label: 'Put into a row' },
  { to: 'column', label: 'Put into a column' },
];

/** Several selected nodes: how many, which, and what can be done with all of them. */
export function manyNodes(
  editor: Editor,
  selection: ReadonlySet<NodeId>,
  goTo: (node: NodeId) => void,
): TemplateResult {
  const { document } = editor.state;
  const nodes = [...selection].flatMap((id) => nodeOf(document, id) ?? []);
  const action = (kind: NodeAction, words: string) =>
    html`<button class="button" type="button" @click=${() => void actOn(editor, kind, selection)}>
      ${icon(kind)}${words}
    </button>`;
  const mode = (kind: 'mute' | 'bypass', words: string) => {
    const pressed = allHaveMode(document, selection, kind === 'mute' ? 'muted' : 'bypassed');
    return html`<button
      class="button"
      type="button"
      aria-pressed=${pressed ? 'true' : 'false'}
      @click=${() => void actOn(editor, kind, selection)}
    >
      ${icon(kind)}${words}
    </button>`;
  };
  const align = (to: Alignment, label: string) =>
    html`<button
      class="icon-button"
      type="button"
      title=${label}
      aria-label=${label}
      @click=${() => editor.edit(alignNodes(editor.state.document, selection, to), label)}
    >
      ${icon(to)}
    </button>`;
  return html`<header><h2>${nodes.length} nodes</h2></header>
    <section class="section" aria-label="Actions">
      <h3>All of them</h3>
      <div class="pair">
        ${partButtons(editor, selection, 'words')} ${mode('mute', 'Mute')} ${mode('bypass', 'Bypass')}
        ${action('front', 'To front')} ${action('remove', 'Delete')}
      </div>
    </section>
    <section class="section" aria-label="Align">
      <h3>Align</h3>
      <div class="toolbar">${alignments.map(({ to, label }) => align(to, label))}</div>
    </section>
    <section class="section" aria-label="Selected nodes">
      <h3>Selected</h3>
      <ul class="links">
        ${nodes.slice(0, 100).map((node) => {
          const title = titleOf(node, editor.registry);
          return html`<li class="chosen">
            <span class="dot" style="--dot:${nodeColour(document, node, editor.registry)}"></span>
            <button class="link-button ellipsis" type="button" title="Go to ${title}" @click=${() => goTo(node.id)}>
              ${title}
            </button>
          </li>`;
        })}
      </ul>
      ${nodes.length > 100 ? html`<p class="note faint">and ${nodes.length - 100} more</p>` : ''}
    </section>`;
}
