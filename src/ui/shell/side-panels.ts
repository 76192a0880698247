import { html, type TemplateResult } from 'lit';
import type { Editor } from '../editor/editor.ts';
import type { PanelId } from './layout.ts';

export const panelTitles: Readonly<Record<PanelId, string>> = {
  nodes: 'Nodes',
  templates: 'Templates',
  outline: 'Outline',
  history: 'History',
};

/** What stands in a panel of the left side. */
export function panelBody(id: PanelId, editor: Editor): TemplateResult {
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
      return html`<shotgraph-history-panel .editor=${editor}></shotgraph-history-panel>`;
  }
}
