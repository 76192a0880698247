/** Where a box of a size stands so that it begins at a point and stays in the window: as inline style. */
export function placeWithin(
  at: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
): string {
  const x = Math.max(8, Math.min(at.x, window.innerWidth - size.width - 8));
  const y = Math.max(8, Math.min(at.y, window.innerHeight - size.height - 8));
  return `left:${Math.round(x)}px;top:${Math.round(y)}px`;
}
