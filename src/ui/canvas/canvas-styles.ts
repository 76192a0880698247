import { css } from 'lit';
import { mapInset } from './mini-map.ts';

export const canvasStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    min-width: 0;
    min-height: 0;
    background: var(--bg-canvas);
    font: var(--t-md) / var(--lh) var(--font);
    color: var(--text-1);
  }
  .stage {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    touch-action: none;
    outline: none;
    background-color: var(--bg-canvas);
    background-image: radial-gradient(circle at 1px 1px, var(--bg-grid) 1.2px, transparent 1.4px);
    background-size: var(--grid, 22px) var(--grid, 22px);
  }
  canvas:focus-visible:not([data-pressed]) {
    box-shadow: inset 0 0 0 2px var(--focus);
  }
  .layer {
    position: absolute;
    left: 0;
    top: 0;
    width: 0;
    height: 0;
    transform-origin: 0 0;
  }
  .layer[hidden],
  .face[hidden],
  .bar[hidden] {
    display: none;
  }
  .on-node,
  .on-node .bar {
    position: absolute;
    pointer-events: none;
  }
  .on-node .bar {
    left: 1px;
    right: 1px;
    bottom: 1px;
    height: 22px;
    border-radius: 0 0 10px 10px;
    overflow: hidden;
  }
  .bar i {
    position: absolute;
    left: 0;
    bottom: 0;
    width: 42%;
    height: 3px;
    background: linear-gradient(90deg, transparent, var(--busy));
    animation: run 2.4s linear infinite;
  }
  @keyframes run {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(240%);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bar i {
      animation: none;
    }
  }
  .rename {
    position: absolute;
    box-sizing: border-box;
    padding: 0 0.7em;
    border: 2px solid var(--focus);
    border-radius: var(--r-2);
    outline: none;
    background: var(--bg-field);
    color: var(--text-1);
    font-family: var(--font);
    font-weight: 600;
  }
  shotgraph-zoom-control {
    position: absolute;
    left: 12px;
    bottom: 12px;
  }
  shotgraph-mini-map {
    position: absolute;
    right: ${mapInset}px;
    bottom: ${mapInset}px;
  }
  .locked {
    position: absolute;
    left: 12px;
    bottom: 52px;
    height: 26px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-1);
    color: var(--warn);
    font: 500 var(--t-sm) / 1 var(--font);
    cursor: pointer;
  }
  .locked:focus-visible {
    outline: 2px solid var(--focus);
  }
  .locked kbd {
    font: 500 10px var(--mono);
    color: var(--text-3);
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
