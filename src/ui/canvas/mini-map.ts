import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Point, View } from '../../graph/document.ts';
import type { Tokens } from '../style/tokens.ts';
import { kindToken } from './draw-scene.ts';
import type { GraphModel } from './graph-model.ts';
import { titleHeight } from './litegraph.ts';
import { mapInTheWay } from './map-in-the-way.ts';
import { type Bounds, boundsAround } from './view-transform.ts';

const [mapWidth, mapHeight, margin] = [168, 104, 8];
/** CSS pixels between the map and the canvas' edges. */
export const mapInset = 12;

/** The whole graph, small, and what of it is shown; it gives way while it would only hide nodes. Pressing or dragging sends `show-point` {at}. */
@customElement('shotgraph-mini-map')
export class ShotgraphMiniMap extends LitElement {
  @property({ attribute: false }) view: View = { scale: 1, offset: [0, 0] };
  @state() private bounds: Bounds | undefined;
  @state() private size: readonly [number, number] = [0, 0];
  private nodes: readonly Bounds[] = [];
  @query('canvas') private surface!: HTMLCanvasElement;

  static override styles = css`
    :host {
      display: block;
      width: ${mapWidth}px;
      height: ${mapHeight}px;
      border-radius: var(--r-2);
      border: 1px solid var(--line);
      background: color-mix(in srgb, var(--bg-1) 90%, transparent);
      overflow: hidden;
      touch-action: none;
      cursor: crosshair;
      transition:
        opacity 0.15s,
        visibility 0.15s;
    }
    :host([in-the-way]) {
      opacity: 0;
      visibility: hidden;
    }
    @media (prefers-reduced-motion: reduce) {
      :host {
        transition: none;
      }
    }
    :host([empty]) {
      display: none;
    }
    canvas {
      position: absolute;
      width: 100%;
      height: 100%;
    }
    u {
      position: absolute;
      box-sizing: border-box;
      border: 1.5px solid var(--text-2);
      border-radius: 3px;
      background: color-mix(in srgb, var(--text-1) 6%, transparent);
    }
    @media (max-width: 720px) {
      :host {
        display: none;
      }
    }
  `;

  /** Draws the nodes of a model; `size` is that of the canvas, in CSS pixels. */
  show(model: GraphModel, size: readonly [number, number], tokens: Tokens | undefined): void {
    const boxes = [...model.nodes.values()].map((node) => {
      const [x, y] = [node.lite.pos[0] ?? 0, node.lite.pos[1] ?? 0];
      const folded = node.source.collapsed;
      return {
        token: kindToken(node),
        bounds: [x, y - titleHeight, x + node.lite.size[0], y + (folded ? 0 : node.lite.size[1])] as Bounds,
      };
    });
    this.nodes = boxes.map(({ bounds }) => bounds);
    this.bounds = boundsAround(this.nodes);
    this.size = size;
    this.requestUpdate();
    this.toggleAttribute('empty', boxes.length === 0);
    const context = this.surface?.getContext('2d');
    if (!context || !tokens || !this.bounds) return;
    const ratio = Math.max(1, window.devicePixelRatio);
    this.surface.width = mapWidth * ratio;
    this.surface.height = mapHeight * ratio;
    context.scale(ratio, ratio);
    const { scale, left, top } = this.placing(this.bounds);
    for (const { token, bounds } of boxes) {
      context.fillStyle = tokens[token];
      context.globalAlpha = 0.85;
      const width = Math.max(1.5, (bounds[2] - bounds[0]) * scale);
      const height = Math.max(1.5, (bounds[3] - bounds[1]) * scale);
      context.beginPath();
      context.roundRect(left + bounds[0] * scale, top + bounds[1] * scale, width, height, Math.min(2, width / 3));
      context.fill();
    }
  }

  /** From graph units to the map: times scale, plus left and top. */
  private placing(bounds: Bounds): { scale: number; left: number; top: number } {
    const [width, height] = [Math.max(1, bounds[2] - bounds[0]), Math.max(1, bounds[3] - bounds[1])];
    const scale = Math.min(0.12, (mapWidth - margin * 2) / width, (mapHeight - margin * 2) / height);
    return {
      scale,
      left: (mapWidth - width * scale) / 2 - bounds[0] * scale,
      top: (mapHeight - height * scale) / 2 - bounds[1] * scale,
    };
  }

  private point(event: PointerEvent): void {
    if (!this.bounds) return;
    const rect = this.getBoundingClientRect();
    const { scale, left, top } = this.placing(this.bounds);
    const at: Point = [(event.clientX - rect.left - left) / scale, (event.clientY - rect.top - top) / scale];
    this.dispatchEvent(new CustomEvent('show-point', { detail: { at } }));
  }

  protected override updated(): void {
    const [width, height] = this.size;
    const [right, bottom] = [width - mapInset, height - mapInset];
    const corner: Bounds = [right - mapWidth, bottom - mapHeight, right, bottom];
    this.toggleAttribute('in-the-way', mapInTheWay(this.nodes, this.view, this.size, corner));
  }

  protected override firstUpdated(_: PropertyValues): void {
    this.addEventListener('pointerdown', (event) => {
      this.setPointerCapture(event.pointerId);
      this.point(event);
    });
    this.addEventListener('pointermove', (event) => {
      if (this.hasPointerCapture(event.pointerId)) this.point(event);
    });
  }

  protected override render() {
    const { bounds, view, size } = this;
    const placing = bounds && this.placing(bounds);
    const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));
    const frame = placing && {
      left: clamp(placing.left - view.offset[0] * placing.scale, mapWidth),
      top: clamp(placing.top - view.offset[1] * placing.scale, mapHeight),
      right: clamp(placing.left + (size[0] / view.scale - view.offset[0]) * placing.scale, mapWidth),
      bottom: clamp(placing.top + (size[1] / view.scale - view.offset[1]) * placing.scale, mapHeight),
    };
    return html`<canvas aria-hidden="true"></canvas>${
        frame
          ? html`<u
              style=${`left:${frame.left}px;top:${frame.top}px;width:${Math.max(4, frame.right - frame.left)}px;height:${Math.max(4, frame.bottom - frame.top)}px`}
            ></u>`
          : ''
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'shotgraph-mini-map': ShotgraphMiniMap;
  }
}
