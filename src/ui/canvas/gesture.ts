import type { GraphDocument, NodeId, Point } from '../../graph/document.ts';
import type { NodeRegistry } from '../../graph/registry.ts';
import type { GraphModel } from './graph-model.ts';
import type { Hit } from './hit-test.ts';
import type { HeldEnd, LinkDrop } from './link-drop.ts';
import type { ModelGroup, ModelNode } from './model-node.ts';
import type { Move } from './node-moves.ts';

/** A pointer as gestures see it. */
export interface Pointer {
  /** In graph units. */
  readonly at: Point;
  /** In CSS pixels from the canvas' corner. */
  readonly screen: Point;
  readonly button: number;
  /** Ctrl, or Cmd on a Mac. */
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What gestures ask of the canvas, and tell it. */
export interface GesturePorts {
  readonly model: GraphModel;
  document(): GraphDocument;
  registry(): NodeRegistry;
  selection(): ReadonlySet<NodeId>;
  hit(at: Point): Hit;
  /** Only panning and zooming; nothing can be changed. */
  locked(): boolean;
  panning(): boolean;
  pan(by: Point): void;
  select(ids: ReadonlySet<NodeId>): void;
  /** Reads the model back and hands out one edit; what the gesture brought in becomes the selection. */
  commit(): void;
  /** Puts the model back to the document. */
  revert(): void;
  refuse(reason: string): void;
  search(pointer: Pointer, held: HeldEnd): void;
  linkMenu(pointer: Pointer, hit: Extract<Hit, { kind: 'link' }>): void;
  redraw(): void;
}

/** A gesture under way, and what it has to remember. */
export type Gesture =
  | { readonly kind: 'pan'; last: Point; readonly clear: boolean }
  | (Move & { readonly kind: 'move' })
  | { readonly kind: 'resize'; readonly node: ModelNode; readonly start: readonly [number, number] }
  | { readonly kind: 'resize-group'; readonly group: ModelGroup; readonly start: ModelGroup['bounds'] }
  | { readonly kind: 'box'; to: Point }
  | { readonly kind: 'link'; readonly held: readonly HeldEnd[]; readonly detached: boolean; to: Point; drop?: LinkDrop }
  | { readonly kind: 'link-menu'; readonly hit: Extract<Hit, { kind: 'link' }> };
