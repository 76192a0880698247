import type { Tokens } from '../style/tokens.ts';
import { type DrawScene, drawText } from './draw-scene.ts';
import type { ModelNode } from './model-node.ts';
import { padding, settingHeight } from './node-layout.ts';
import { fitText, shownText } from './shown-text.ts';

/** Draws the rows of settings. */
export function drawSettings(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { tokens, fonts, measure } = scene;
  const inner = node.lite.size[0] - padding * 2;
  node.view?.summary?.forEach((row, index) => {
    const top = node.layout.settings[index];
    if (top === undefined) return;
    drawField(context, padding, top, inner, settingHeight, 4, tokens, row.wrong ? tokens.bad : tokens.line);
    const middle = top + settingHeight / 2;
    const value = fitText(shownText(row.value), inner * 0.6, fonts.row, measure);
    const room = inner - 16 - measure(value, fonts.row) - 8;
    context.fillStyle = row.wrong ? tokens.bad : tokens['text-2'];
    context.textAlign = 'left';
    drawText(context, shownText(row.label), padding + 8, middle, room, fonts.row, scene);
    context.fillStyle = tokens['text-1'];
    context.textAlign = 'right';
    drawText(context, value, padding + inner - 8, middle, inner * 0.6 + 2, fonts.row, scene);
  });
}

function drawField(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  corner: number,
  tokens: Tokens,
  edge = tokens.line,
): void {
  context.beginPath();
  context.roundRect(x + 0.5, y + 0.5, width - 1, height - 1, corner);
  context.fillStyle = tokens['bg-field'];
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = edge;
  context.stroke();
}

/** Where a face stands over the canvas: its ground, and below the scale for faces a still of what it shows. */
export function drawFaceStill(context: CanvasRenderingContext2D, node: ModelNode, scene: DrawScene): void {
  const { face } = node.layout;
  if (!face) return;
  drawField(context, face.x, face.y, face.width, face.height, 7, scene.tokens);
  if (scene.detail === 'full') return;
  const picture = scene.still(node);
  if (picture) {
    context.save();
    context.beginPath();
    context.roundRect(face.x, face.y, face.width, face.height, 7);
    context.clip();
    // A clip from before an edit is not the present one.
    if (node.definition?.face === 'player' && !node.view?.clip) context.globalAlpha *= 0.45;
    context.drawImage(picture, face.x, face.y, face.width, face.height);
    context.restore();
    return;
  }
  const param = node.definition?.faceParam;
  const value = param !== undefined && Object.hasOwn(node.source.params, param) ? node.source.params[param] : undefined;
  if (typeof value !== 'string' || node.definition?.face !== 'text') return;
  // At this size nobody reads: bars stand for lines.
  context.fillStyle = scene.tokens['text-3'];
  const lines = Math.min(
    Math.floor((face.height - 12) / 14),
    Math.ceil(Math.min(value.length, 2000) / (face.width / 7)),
  );
  for (let line = 0; line < lines; line++) {
    const last = line === lines - 1;
    context.fillRect(face.x + 8, face.y + 12 + line * 14, (face.width - 16) * (last ? 0.55 : 1), 4);
  }
}
