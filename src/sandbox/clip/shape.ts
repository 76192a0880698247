import { coverage, type Coverage } from './coverage.ts';
import type { Line } from './outline.ts';

/** Straight pieces in a quarter of a circle: more are not seen at the sizes drawn. */
const piecesPerQuarter = 12;

/** A rectangle with round corners, in pixels. */
export function roundedRect(x: number, y: number, width: number, height: number, radius: number): Coverage {
  const corners = [
    { x: x + width - radius, y: y + radius, across: 0, down: -1 },
    { x: x + width - radius, y: y + height - radius, across: 1, down: 0 },
    { x: x + radius, y: y + height - radius, across: 0, down: 1 },
    { x: x + radius, y: y + radius, across: -1, down: 0 },
  ];
  const points = corners.flatMap((corner) =>
    Array.from({ length: piecesPerQuarter + 1 }, (_, piece) => {
      const { cosine, sine } = quarterTurn(piece / piecesPerQuarter);
      return {
        x: corner.x + radius * (corner.across * cosine - corner.down * sine),
        y: corner.y + radius * (corner.down * cosine + corner.across * sine),
      };
    }),
  );
  const lines = points.map((point, index): Line => {
    const next = points[(index + 1) % points.length]!;
    return { x0: point.x, y0: point.y, x1: next.x, y1: next.y };
  });
  return coverage(lines);
}

/** A disc around a centre, in pixels. */
export function disc(x: number, y: number, radius: number): Coverage {
  return roundedRect(x - radius, y - radius, 2 * radius, 2 * radius, radius);
}

/** A point of the first quarter circle. By halving of the tangent, as `Math.sin` may differ between engines. */
function quarterTurn(part: number): { cosine: number; sine: number } {
  const squared = part * part;
  return { cosine: (1 - squared) / (1 + squared), sine: (2 * part) / (1 + squared) };
}
