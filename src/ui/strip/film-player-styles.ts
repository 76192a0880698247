import { css } from 'lit';

/** The monitor beside the shots, and the large one over the canvas. */
export const filmPlayerStyles = css`
  :host {
    display: block;
    position: relative;
    height: 100%;
    max-width: 100%;
    aspect-ratio: 16 / 9;
    border-radius: var(--r-2);
    background: var(--bg-2);
    font: var(--t-xs) / var(--lh) var(--font);
    color: var(--text-3);
  }
  .stage {
    position: absolute;
    inset: 0;
    border-radius: var(--r-2);
    overflow: hidden;
    background: #000;
    border: 1px solid var(--line);
    box-sizing: border-box;
  }
  .stage[popover] {
    position: fixed;
    inset: auto auto auto 50%;
    transform: translateX(-50%);
    width: min(880px, 70vw);
    height: auto;
    aspect-ratio: 16 / 9;
    max-height: calc(100vh - 260px);
    margin: 0;
    padding: 0;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-3);
    box-shadow: var(--shadow-pop);
    color: inherit;
  }
  .stage:fullscreen {
    border: 0;
    border-radius: 0;
  }
  img,
  video {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  video[hidden] {
    display: block;
    visibility: hidden;
  }
  .empty {
    position: absolute;
    inset: 0;
    margin: 0;
    padding: 8px;
    display: grid;
    place-items: center;
    text-align: center;
    background: linear-gradient(135deg, var(--bg-3), var(--bg-2));
    color: var(--text-3);
  }
  .wait {
    position: absolute;
    left: 6px;
    top: 6px;
    padding: 1px 6px;
    border-radius: 3px;
    background: #000b;
    color: #fff;
    font-size: 10px;
  }
  .trouble {
    position: absolute;
    inset: auto 6px 6px;
    margin: 0;
    padding: 4px 6px;
    border-radius: var(--r-1);
    background: #200d;
    color: #ffb3b3;
    max-height: 60%;
    overflow: auto;
  }
  .bar {
    display: none;
    position: absolute;
    inset: auto 0 0;
    padding: 24px 12px 10px;
    gap: 10px;
    align-items: center;
    background: linear-gradient(transparent, #000c);
    color: #fff;
  }
  .stage[popover] .bar,
  .stage:fullscreen .bar {
    display: flex;
  }
  .stage:fullscreen .small {
    display: none;
  }
  .bar button {
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: var(--r-1);
    background: none;
    color: #fff;
    display: grid;
    place-items: center;
    cursor: pointer;
  }
  .bar button:hover {
    background: #fff3;
  }
  .bar button:disabled {
    opacity: 0.4;
    cursor: default;
  }
  .bar :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .bar input {
    flex: 1;
    accent-color: var(--accent);
  }
  .code {
    font: 600 var(--t-sm) var(--mono);
    font-variant-numeric: tabular-nums;
  }
`;
