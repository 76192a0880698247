import type { Tokens } from '../style/tokens.ts';
import type { CanvasFonts } from './canvas-fonts.ts';
import type { ModelGroup } from './model-node.ts';
import { fitText, isolated, type Measure, shownText } from './shown-text.ts';

/** Height of a group's title band, by which it is dragged, in graph units. */
export const groupTitle = 30;
/** Side of the corner by which a group is resized, in graph units. */
export const groupCorner = 16;

const plainColor = /^#[0-9a-f]{3,8}$/i;

/** A group's own colour where it is one, so that no other CSS reaches the canvas. */
export function groupColor(color: string | undefined, tokens: Tokens): string {
  return color !== undefined && plainColor.test(color) ? color : tokens['sock-image'];
}

export function drawGroups(
  context: CanvasRenderingContext2D,
  groups: readonly ModelGroup[],
  scene: { readonly tokens: Tokens; readonly fonts: CanvasFonts; readonly measure: Measure },
): void {
  for (const { source, bounds } of groups) {
    const [x, y, width, height] = bounds;
    const color = groupColor(source.color, scene.tokens);
    context.beginPath();
    context.roundRect(x, y, width, height, 11);
    context.fillStyle = color;
    context.globalAlpha = 0.06;
    context.fill();
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.strokeStyle = color;
    context.stroke();
    context.globalAlpha = 1;
    context.font = scene.fonts.group;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.fillStyle = color;
    // Files bring dark colours too; where the browser cannot mix, the colour itself stays set.
    context.fillStyle = `color-mix(in srgb, ${color} 65%, ${scene.tokens['text-1']})`;
    const title = fitText(shownText(source.title), width - 24, scene.fonts.group, scene.measure);
    if (title !== '') context.fillText(isolated(title), x + 12, y + groupTitle / 2 + 1);
  }
}
