import { html, type TemplateResult } from 'lit';
import type { NodeId } from '../../graph/document.ts';
import type { ServicePath } from '../../runtime/wire/job-client.ts';
import { liveRefusal, rehearseRefusal } from '../commands/run-refusal.ts';
import { selectionRefusal } from '../commands/selection-refusal.ts';
import type { Editor } from '../editor/editor.ts';
import { icon } from '../icons/icon.ts';

const kinds = {
  sandbox: { name: 'Rehearse selection', short: 'Rehearse', icon: 'rehearse', about: 'free', keys: 'Alt+Shift+Enter' },
  live: { name: 'Run selection', short: 'Run', icon: 'play', about: 'shows the quote first', keys: 'Alt+Enter' },
} as const;

/** The buttons that rehearse or run some nodes with what they need: as pictures, or with their words. */
export function partButtons(editor: Editor, nodes: ReadonlySet<NodeId>, look: 'icons' | 'words'): TemplateResult {
  const button = (service: ServicePath): TemplateResult => {
    const { name, short, icon: picture, about, keys } = kinds[service];
    const refusal =
      (service === 'live' ? liveRefusal : rehearseRefusal)(editor.state) ?? selectionRefusal(editor, nodes);
    return html`<button
      class=${look === 'icons' ? 'icon-button' : 'button'}
      type="button"
      aria-label=${name}
      title=${`${name} and what it needs: ${refusal ?? `${about} (${keys})`}`}
      ?disabled=${refusal !== undefined}
      @click=${() => void editor.run(service, { kind: 'selection', nodes: [...nodes] })}
    >
      ${icon(picture)}${look === 'words' ? short : ''}
    </button>`;
  };
  return html`${button('sandbox')} ${button('live')}`;
}
