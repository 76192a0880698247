/** Below this scale a node is two rectangles and all links are one path (facts/litegraph.md). */
export const blocksBelow = 0.35;
/** Below this scale text fields and players give way to still drawings of themselves. */
export const stillBelow = 0.45;

/** How much of a node is drawn at a scale: `blocks`, `still` (no fields or players over the canvas) or `full`. */
export type Detail = 'blocks' | 'still' | 'full';

export function detailAt(scale: number): Detail {
  if (scale < blocksBelow) return 'blocks';
  return scale < stillBelow ? 'still' : 'full';
}
