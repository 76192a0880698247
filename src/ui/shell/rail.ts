import { html, nothing } from 'lit';
import { icon, type IconName } from '../icons/icon.ts';
import { type Layout, type PanelId, panelIds } from './layout.ts';
import { panelTitles } from './side-panels.ts';

export interface RailCalls {
  panel(id: PanelId): void;
  inspector(): void;
  strip(): void;
  command(id: string): void;
}

/** The left edge: panels above, parts of the window and the look below. */
export function rail(layout: Layout, theme: 'dark' | 'light', calls: RailCalls) {
  const button = (name: string, sign: IconName, act: () => void, pressed?: boolean, part = false) =>
    html`<button
      type="button"
      class=${part ? 'icon-btn part' : 'icon-btn'}
      aria-label=${name}
      title=${name}
      aria-pressed=${pressed ?? nothing}
      @click=${act}
    >
      ${icon(sign, 18)}
    </button>`;
  return html`<nav aria-label="Panels">
    ${panelIds.map((id) => button(panelTitles[id], id, () => calls.panel(id), layout.panel === id))}
    <span class="space"></span>
    ${button('Film strip', 'strip', calls.strip, layout.stripOpen, true)}
    ${button('Inspector', 'inspector', calls.inspector, layout.inspectorOpen, true)}
    ${button(theme === 'dark' ? 'Light theme' : 'Dark theme', 'theme', () => calls.command('theme'))}
    ${button('Keyboard shortcuts', 'keyboard', () => calls.command('shortcuts'))}
  </nav>`;
}
