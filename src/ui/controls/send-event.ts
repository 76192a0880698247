import type { NodeId } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';

/** What the panels ask of the shell: all bubble and cross shadow roots. */
export interface PanelEvents {
  /** An uncertain job needs a person's decision. */
  decide: { readonly jobKey: JobKey };
  /** Do a command, by its id. */
  command: { readonly id: string };
  /** Bring a node into view; it is selected already. */
  'go-to-node': { readonly node: NodeId };
  /** Select a node and put the cursor into one of its params. */
  'edit-param': { readonly node: NodeId; readonly param: string };
}

/** Sends one of the panels' events from an element. */
export function sendPanelEvent<K extends keyof PanelEvents>(element: Element, type: K, detail: PanelEvents[K]): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
