import { css, html, type TemplateResult } from 'lit';
import type { NodeId } from '../../graph/document.ts';
import { raiseNodes } from '../../graph/edit.ts';
import { deleteNodes } from '../canvas/delete-nodes.ts';
import { namesOf } from '../canvas/title-of.ts';
import type { Editor } from '../editor/editor.ts';
import { icon, type IconName } from '../icons/icon.ts';
import { allHaveMode, toggleMode } from './mode-edit.ts';

/** Edits that make sense for one node and for many, each one step of undo. */
export type NodeAction = 'mute' | 'bypass' | 'front' | 'remove';

const verbs: Readonly<Record<NodeAction, string>> = {
  mute: 'Mute',
  bypass: 'Bypass',
  front: 'Bring to front',
  remove: 'Delete',
};

/** Does an action with nodes; returns what was done, in words for a screen reader. */
export function actOn(editor: Editor, action: NodeAction, ids: ReadonlySet<NodeId>): string {
  const { document, selection } = editor.state;
  if (ids.size === 0) return '';
  const names = namesOf(document, [...ids], editor.registry);
  if (action === 'remove') {
    editor.edit(deleteNodes(document, ids, editor.registry), `Delete ${names}`);
    // Where the editor asks first, nothing is deleted yet.
    if (editor.state.document === document) return '';
    editor.select(new Set([...selection].filter((id) => !ids.has(id))));
    return `${names} deleted.`;
  }
  if (action === 'front') {
    editor.edit(raiseNodes(document, ids), `Bring ${names} to the front`);
    return `${names} is in front.`;
  }
  const mode = action === 'mute' ? 'muted' : 'bypassed';
  const off = allHaveMode(document, ids, mode);
  const done = off ? 'active again' : mode;
  editor.edit(
    toggleMode(document, ids, mode),
    `${off ? `End ${action === 'mute' ? 'mute' : 'bypass'} of` : verbs[action]} ${names}`,
  );
  return `${names}: ${done}.`;
}

/** A button with a picture for an action; `after` hears what was done. */
export function actionButton(
  editor: Editor,
  action: NodeAction,
  ids: ReadonlySet<NodeId>,
  after: (done: string) => void = () => undefined,
): TemplateResult {
  const mode = action === 'mute' ? 'muted' : action === 'bypass' ? 'bypassed' : undefined;
  const pressed = mode === undefined ? undefined : allHaveMode(editor.state.document, ids, mode);
  const name: IconName = action;
  const keys = { mute: 'Ctrl+M', bypass: 'Ctrl+B', front: '', remove: 'Delete' }[action];
  const about = { mute: ': it and what follows do not run', bypass: ': its first fitting input passes through' };
  const title = `${verbs[action]}${action in about ? about[action as 'mute'] : ''}${keys === '' ? '' : ` (${keys})`}`;
  const click = (): void => after(actOn(editor, action, ids));
  return pressed === undefined
    ? html`<button
        class="icon-button"
        type="button"
        title=${title}
        aria-label=${verbs[action]}
        ?disabled=${ids.size === 0}
        @click=${click}
      >
        ${icon(name)}
      </button>`
    : html`<button
        class="icon-button"
        type="button"
        title=${title}
        aria-label=${verbs[action]}
        aria-pressed=${pressed ? 'true' : 'false'}
        ?disabled=${ids.size === 0}
        @click=${click}
      >
        ${icon(name)}
      </button>`;
}

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px;
  }
`;
