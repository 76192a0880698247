import type { GraphDocument, Link, NodeId, Point, View } from '../../graph/document.ts';
import type { JobKey } from '../../graph/keys.ts';

/** A place on the page, in CSS pixels of the window: where a menu or a search box opens. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** What the canvas tells its surroundings: all bubble and cross shadow roots. */
export interface CanvasEvents {
  /** One gesture's change. Edits in a row with an equal `merge` belong into one step of the history. */
  'graph-edit': { readonly document: GraphDocument; readonly label: string; readonly merge?: string };
  'selection-change': { readonly selection: ReadonlySet<NodeId> };
  /** Somebody wants a new node here, linked to an end of a link where `from` says so. */
  'node-search': { readonly at: Point; readonly screen: ScreenPoint; readonly from?: Link['from'] | Link['to'] };
  'view-change': { readonly view: View };
  /** A link that was refused, and why: a whole sentence. */
  refused: { readonly reason: string };
  'context-menu': {
    readonly node?: NodeId;
    readonly group?: string;
    /** The input whose link was pressed in its middle. */
    readonly link?: Link['to'];
    readonly at: Point;
    readonly screen: ScreenPoint;
  };
  /** A job that may have been sent needs a decision. */
  decide: { readonly jobKey: JobKey };
  /** A file is wanted for a param; or one was dropped on the node. */
  'pick-file': { readonly node: NodeId; readonly param: string; readonly file?: File };
}

/** Sends one of the canvas' events from an element. */
export function sendFrom<K extends keyof CanvasEvents>(element: Element, type: K, detail: CanvasEvents[K]): void {
  element.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}
