import { html, nothing, type TemplateResult } from 'lit';
import type { Editor } from '../editor/editor.ts';
import type { MediaService } from '../media/media-service.ts';
import type { Layout, PanelId } from './layout.ts';

export const panelTitles: Readonly<Record<PanelId, string>> = {
  nodes: 'Nodes',
  templates: 'Templates',
  outline: 'Outline',
  history: 'History',
};

/** A panel of the left side; nothing while it is closed. */
export function sidePanel(id: PanelId, editor: Editor, media: MediaService, { panel, panelWidth }: Layout) {
  const open = panel === id;
  // The outline stands in the page always, for whoever reads the graph without seeing it.
  if (!open && id !== 'outline') return nothing;
  return html`<section
    class=${`panel ${open ? '' : 'away'}`}
    aria-label=${panelTitles[id]}
    style=${open ? `width:${panelWidth}px` : ''}
  >
    ${panelBody(id, editor, media)}
  </section>`;
}

function panelBody(id: PanelId, editor: Editor, media: MediaService): TemplateResult {
  switch (id) {
    case 'nodes':
      return html`<shotgraph-node-panel .editor=${editor}></shotgraph-node-panel>`;
    case 'templates':
      return html`<shotgraph-templates-panel
        .editor=${editor}
        .templates=${editor.templates}
      ></shotgraph-templates-panel>`;
    case 'outline':
      return html`<shotgraph-outline .editor=${editor}></shotgraph-outline>`;
    case 'history':
      return html`<shotgraph-history-panel .editor=${editor} .media=${media}></shotgraph-history-panel>`;
  }
}
