/** A straight piece of an outline in pixels, y downwards. */
export interface Line {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

const command = /([Mlqz])([^Mlqz]*)/g;
const number = /-?\d+/g;

/**
 * The straight pieces of an outline written as SVG path data with the commands M, l, q and z, scaled by `scale` and moved
 * right by `shift` pixels. A curve becomes as many pieces as its size in pixels needs.
 */
export function outlineLines(path: string, scale: number, shift: number): Line[] {
  const lines: Line[] = [];
  let x = 0;
  let y = 0;
  let startX = 0;
  let startY = 0;
  const lineTo = (toX: number, toY: number): void => {
    lines.push({ x0: x * scale + shift, y0: y * scale, x1: toX * scale + shift, y1: toY * scale });
    x = toX;
    y = toY;
  };
  for (const [, name, text = ''] of path.matchAll(command)) {
    const values = (text.match(number) ?? []).map(Number);
    const [a = 0, b = 0, c = 0, d = 0] = values;
    if (name === 'M') [x, y, startX, startY] = [a, b, a, b];
    else if (name === 'l') lineTo(x + a, y + b);
    else if (name === 'q') curveTo(a, b, c, d);
    else lineTo(startX, startY);
  }
  return lines;

  function curveTo(controlX: number, controlY: number, endX: number, endY: number): void {
    const [fromX, fromY] = [x, y];
    const reach = (Math.abs(controlX) + Math.abs(controlY) + Math.abs(endX) + Math.abs(endY)) * scale;
    const pieces = Math.max(2, Math.min(16, Math.ceil(reach / 4)));
    for (let piece = 1; piece <= pieces; piece++) {
      const t = piece / pieces;
      const bend = 2 * t * (1 - t);
      lineTo(fromX + bend * controlX + t * t * endX, fromY + bend * controlY + t * t * endY);
    }
  }
}
