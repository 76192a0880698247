/** Y, Cb and Cr in studio range: 16 to 235 and 16 to 240. */
export interface Colour {
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/** The weights of red, green and blue in luma, ITU-R BT.709-6 item 3.2. */
const weight = { red: 0.2126, green: 0.7152, blue: 0.0722 } as const;

/** A colour written as `#rrggbb`, converted and quantised as ITU-R BT.709-6 items 3.2 to 3.4 say. */
export function colour(hex: string): Colour {
  const { y, u, v } = exactColour(hex);
  return { y: Math.round(y), u: Math.round(u), v: Math.round(v) };
}

/** The same before rounding, for gradients. */
export function exactColour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16);
  const red = (value >> 16) / 255;
  const green = ((value >> 8) & 255) / 255;
  const blue = (value & 255) / 255;
  const luma = weight.red * red + weight.green * green + weight.blue * blue;
  return {
    y: 16 + 219 * luma,
    u: 128 + (224 * (blue - luma)) / (2 * (1 - weight.blue)),
    v: 128 + (224 * (red - luma)) / (2 * (1 - weight.red)),
  };
}

/** The colour `part` of the way from one to another, 0 to 1, not rounded. */
export function mixColour(from: Colour, to: Colour, part: number): Colour {
  return {
    y: from.y + (to.y - from.y) * part,
    u: from.u + (to.u - from.u) * part,
    v: from.v + (to.v - from.v) * part,
  };
}
