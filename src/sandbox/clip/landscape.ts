import { type Colour, colour, exactColour, mixColour } from './colour.ts';
import { palettes } from './palette.ts';
import { evenRect, markChanged, type Picture, type Rect } from './picture.ts';
import { seededRandom } from './seeded-random.ts';

/** A sky, three ridges and the colour of a sun, painted anew for any rectangle. */
export interface Landscape {
  /** One colour for each row: a row of one colour costs the encoder nothing. */
  readonly sky: readonly Colour[];
  readonly sun: Colour;
  readonly ridges: readonly Ridge[];
}

interface Ridge {
  readonly colour: Colour;
  /** Height of the edge at each column, in pixels from the top. */
  readonly edge: Float64Array;
}

/** Where the sun stands, in pixels. */
export interface Sun {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A landscape that follows from the seed; the nearest ridge never falls below `ground` pixels from the top. */
export function createLandscape(picture: Picture, seed: number, horizon: number, ground: number): Landscape {
  const random = seededRandom(seed);
  const palette = palettes[Math.floor(random() * palettes.length)]!;
  const zenith = exactColour(palette.zenith);
  const low = exactColour(palette.horizon);
  const sky = Array.from({ length: picture.rows * 16 }, (_, row) => {
    const depth = Math.min(1, row / ground);
    return rounded(mixColour(zenith, low, depth * depth * (1.6 - 0.6 * depth)));
  });
  const fall = ground - horizon;
  const shapes = [
    { top: horizon, relief: fall * 0.5, wave: 0.16 },
    { top: horizon + fall * 0.42, relief: fall * 0.38, wave: 0.24 },
    { top: horizon + fall * 0.72, relief: fall * 0.28, wave: 0.4 },
  ];
  const ridges = shapes.map(({ top, relief, wave }, index) => ({
    colour: colour(palette.ridges[index]!),
    edge: ridgeEdge(picture, random, top, relief, wave * Math.max(picture.width, picture.height)),
  }));
  return { sky, sun: colour(palette.sun), ridges };
}

function rounded({ y, u, v }: Colour): Colour {
  return { y: Math.round(y), u: Math.round(u), v: Math.round(v) };
}

/** Three octaves of smooth noise, from `top` down to `top + relief`. */
function ridgeEdge(picture: Picture, random: () => number, top: number, relief: number, wave: number): Float64Array {
  const edge = new Float64Array(picture.stride);
  let weight = 0.62;
  for (let octave = 0, length = wave; octave < 3; octave++, length /= 2.3, weight *= 0.42) {
    const offset = random();
    const knots = Array.from({ length: Math.ceil(picture.stride / length) + 3 }, random);
    for (let x = 0; x < edge.length; x++) edge[x]! += weight * smoothNoise(knots, x / length + offset);
  }
  return edge.map((height) => top + relief * Math.min(1, height));
}

function smoothNoise(knots: readonly number[], at: number): number {
  const knot = Math.floor(at);
  const part = at - knot;
  const smooth = part * part * (3 - 2 * part);
  const from = knots[knot] ?? 0;
  return from + ((knots[knot + 1] ?? 0) - from) * smooth;
}

/** Paints the landscape in a rectangle, the sun behind the ridges. */
export function paintLandscape(picture: Picture, landscape: Landscape, sun: Sun, rect: Rect): void {
  const area = evenRect(picture, rect);
  const { stride } = picture;
  const half = stride >> 1;
  for (let y = area.y; y < area.y + area.height; y += 2) {
    for (let x = area.x; x < area.x + area.width; x += 2) {
      let u = 0;
      let v = 0;
      for (let corner = 0; corner < 4; corner++) {
        const column = x + (corner & 1);
        const row = y + (corner >> 1);
        const pixel = pixelAt(landscape, sun, column, row);
        picture.y[row * stride + column] = Math.round(pixel.y);
        u += pixel.u;
        v += pixel.v;
      }
      picture.u[(y >> 1) * half + (x >> 1)] = Math.round(u / 4);
      picture.v[(y >> 1) * half + (x >> 1)] = Math.round(v / 4);
    }
  }
  markChanged(picture, area);
}

function pixelAt(landscape: Landscape, sun: Sun, x: number, y: number): Colour {
  let pixel = landscape.sky[y]!;
  const shine = sunCoverage(sun, x, y);
  if (shine > 0) pixel = mixColour(pixel, landscape.sun, shine);
  for (const ridge of landscape.ridges) {
    const covered = Math.min(1, y + 1 - ridge.edge[x]!);
    if (covered > 0) pixel = covered === 1 ? ridge.colour : mixColour(pixel, ridge.colour, covered);
  }
  return pixel;
}

function sunCoverage(sun: Sun, x: number, y: number): number {
  const right = x + 0.5 - sun.x;
  const down = y + 0.5 - sun.y;
  const squared = right * right + down * down;
  if (squared >= (sun.radius + 0.5) * (sun.radius + 0.5)) return 0;
  return Math.min(1, sun.radius + 0.5 - Math.sqrt(squared));
}
