import type { Face } from '../../graph/definition.ts';
import type { Size } from '../../graph/document.ts';
import type { NodeSockets } from '../../graph/sockets-of.ts';
import type { SettingRow } from './node-view.ts';
import { type Measure, wrapText } from './shown-text.ts';

/** Where the parts of a node stand, in graph units from its position: the upper left corner of its body, under the title. */
export interface NodeLayout {
  readonly width: number;
  /** Of the body, without the title band. */
  readonly height: number;
  /** The least size the node can be drawn at. */
  readonly least: Size;
  /** The middle of each socket row, by index. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** The upper edge of each setting row. */
  readonly settings: readonly number[];
  readonly face?: Box;
  /** The upper edge of the line of detail. */
  readonly detail?: number;
  readonly message?: Box & { readonly lines: readonly string[] };
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LayoutParts {
  readonly size: Size;
  readonly sockets: NodeSockets;
  readonly face: Face;
  readonly settings: readonly SettingRow[];
  readonly detail?: string | undefined;
  /** Why the node is broken, as it may be drawn. */
  readonly message?: string | undefined;
  /** How tall it may be drawn where it is so tall without its message: a message that does not fit says less. */
  readonly room?: (base: number, width: number) => number;
  readonly fonts: { readonly message: string };
  readonly measure: Measure;
}

export const padding = 10;
export const rowHeight = 22;
export const settingHeight = 24;
const gap = 4;
const detailHeight = 18;
const messageLine = 15;
/** What stands above and below the lines of a message. */
const messageAround = 6 + 8;
const mostMessageLines = 4;
const leastWidth = 140;
/** Nothing is drawn larger than this, whatever a file says (G11). */
export const mostSide = 4000;
const farthest = 1e6;

/** A number from a file as it may be drawn: finite and within bounds. */
export function bounded(value: number, low: number, high: number, otherwise: number): number {
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;
}

/** A place from a file as it may be drawn. */
export function boundedPoint(point: readonly [number, number]): readonly [number, number] {
  return [bounded(point[0], -farthest, farthest, 0), bounded(point[1], -farthest, farthest, 0)];
}

/** The least height of each face at a width of `width`, in graph units; 0 where nothing stands over the canvas. */
const faceHeights: Readonly<Record<Face, (width: number) => number>> = {
  text: () => 72,
  image: (width) => pictureHeight(width),
  audio: () => 52,
  player: (width) => pictureHeight(width),
  strip: (width) => pictureHeight(width),
  form: () => 0,
  none: () => 0,
};

function pictureHeight(width: number): number {
  return Math.round(Math.max(84, Math.min(width, 480) * (9 / 16)));
}

/** Places the parts of a node: sockets, settings, face, detail, message, from top to bottom. */
export function layoutOf(parts: LayoutParts): NodeLayout {
  const { sockets, settings } = parts;
  const width = bounded(parts.size[0], leastWidth, mostSide, 220);
  const inner = width - padding * 2;
  const rows = Math.max(sockets.inputs.length, sockets.outputs.length);
  const middle = (_: unknown, index: number): number => 6 + rowHeight * index + rowHeight / 2;
  let y = 6 + rows * rowHeight;
  const settingTops = settings.map((_, index) => y + 2 + index * (settingHeight + gap));
  if (settings.length > 0) y += 2 + settings.length * (settingHeight + gap) - gap;
  const leastFace = faceHeights[parts.face](inner);
  const faceTop = leastFace > 0 ? y + gap : undefined;
  if (leastFace > 0) y += gap + leastFace;
  const fitting = (base: number): number => linesThatFit(parts, width, base);
  // Where there is room for one of them, what is wrong goes before the details.
  const crowded = parts.detail !== undefined && fitting(y + 4 + detailHeight + padding) < 1;
  const detailed = parts.detail === undefined || crowded ? 0 : 4 + detailHeight;
  const most = Math.max(1, fitting(y + detailed + padding));
  const lines =
    parts.message === undefined ? [] : wrapText(parts.message, inner - 12, parts.fonts.message, most, parts.measure);
  const after = detailed + (lines.length === 0 ? 0 : messageAround + lines.length * messageLine);
  const least = y + after + (rows > 0 && leastFace === 0 && settings.length === 0 && after === 0 ? 6 : padding);
  const height = Math.max(least, bounded(parts.size[1], 0, mostSide, least));
  const slack = height - least;
  const face = faceTop === undefined ? undefined : { x: padding, y: faceTop, width: inner, height: leastFace + slack };
  if (face) y += slack;
  const detail = detailed === 0 ? undefined : y + 4;
  if (detail !== undefined) y = detail + detailHeight;
  const message =
    lines.length === 0
      ? undefined
      : { x: padding, y: y + 6, width: inner, height: lines.length * messageLine + 8, lines };
  return {
    width,
    height,
    least: [leastWidth, least],
    inputs: sockets.inputs.map(middle),
    outputs: sockets.outputs.map(middle),
    settings: settingTops,
    ...(face && { face }),
    ...(detail !== undefined && { detail }),
    ...(message && { message }),
  };
}

/** So many lines of the message fit under a body of a height; one is always said, so that it is seen that something is wrong. */
function linesThatFit({ message, size, room }: LayoutParts, width: number, base: number): number {
  if (message === undefined || !room) return mostMessageLines;
  const tall = room(Math.max(base, bounded(size[1], 0, mostSide, base)), width);
  return Math.min(mostMessageLines, Math.floor((tall - base - messageAround) / messageLine));
}
