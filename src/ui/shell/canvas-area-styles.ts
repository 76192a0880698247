import { css } from 'lit';

export const canvasAreaStyles = css`
  :host {
    position: relative;
    display: grid;
    min-width: 0;
    min-height: 0;
  }
  :host([dropping])::after {
    content: '';
    position: absolute;
    inset: 6px;
    border: 2px dashed var(--accent);
    border-radius: var(--r-3);
    background: var(--accent-soft);
    pointer-events: none;
  }
  .empty {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 6px;
    color: var(--text-2);
    text-align: center;
    pointer-events: none;
  }
  .empty h2 {
    margin: 0;
    font-size: var(--t-lg);
    font-weight: 600;
    color: var(--text-1);
  }
  .empty p {
    margin: 0 0 8px;
    max-width: 44ch;
  }
  .empty div {
    display: flex;
    gap: 8px;
    pointer-events: auto;
  }
  shotgraph-notices {
    position: absolute;
    right: 12px;
    top: 12px;
    z-index: 5;
    max-height: calc(100% - 24px);
    overflow: auto;
  }
`;
