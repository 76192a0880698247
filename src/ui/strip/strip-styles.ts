import { css } from 'lit';

/** The film as a row of shots. Made for a height of 156 px and more; posters take what is left. */
export const stripStyles = css`
  :host {
    display: grid;
    grid-template-rows: 30px minmax(0, 1fr);
    height: 100%;
    min-height: 0;
    overflow: hidden;
    background: var(--bg-1);
    color: var(--text-2);
    font: var(--t-sm) / var(--lh) var(--font);
    font-variant-numeric: tabular-nums;
  }
  * {
    box-sizing: border-box;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    color: var(--text-3);
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 0 12px;
    border-bottom: 1px solid var(--line);
    white-space: nowrap;
    overflow: hidden;
  }
  header button {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    height: 24px;
    padding: 0 6px;
    border: 0;
    border-radius: var(--r-1);
    background: none;
  }
  header button:hover:not(:disabled) {
    background: var(--bg-hover);
    color: var(--text-1);
  }
  header .play {
    width: 26px;
    justify-content: center;
    margin-left: -6px;
    color: var(--text-1);
  }
  header .play:disabled {
    color: var(--text-3);
  }
  .times {
    font: 600 var(--t-md) / 1 var(--mono);
    color: var(--text-1);
  }
  .of {
    color: var(--text-3);
    font: 400 var(--t-sm) / 1 var(--mono);
    margin-left: -4px;
  }
  .space {
    flex: 1;
  }
  .facts {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .service {
    display: inline-flex;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    overflow: hidden;
  }
  .service button {
    height: 20px;
    border-radius: 0;
    padding: 0 8px;
    font-size: var(--t-xs);
  }
  .service button[aria-checked='true'] {
    background: var(--bg-hover);
    color: var(--text-1);
  }
  .shown {
    font-size: var(--t-xs);
    padding: 1px 7px;
    border-radius: 99px;
    border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
  }
  .shown.sandbox {
    color: var(--free);
  }
  .shown.live {
    color: var(--accent);
  }
  .body {
    display: flex;
    min-height: 0;
  }
  .monitor {
    flex: none;
    max-width: 40%;
    overflow: hidden;
    padding: 10px 0 10px 12px;
  }
  .scroll {
    position: relative;
    flex: 1;
    min-width: 0;
    container-type: size;
    overflow: auto hidden;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .row {
    position: relative;
    display: inline-flex;
    height: 100%;
    min-width: 100%;
    padding: 10px 12px;
    gap: 0;
    margin: 0;
    list-style: none;
  }
  .row li {
    display: flex;
    height: 100%;
  }
  .ruler {
    position: absolute;
    inset: 0 0 auto;
    height: 10px;
    cursor: ew-resize;
    touch-action: none;
    z-index: 2;
  }
  .head {
    position: absolute;
    top: 0;
    bottom: 0;
    left: 0;
    width: 2px;
    margin-left: -1px;
    background: var(--accent);
    pointer-events: none;
    z-index: 2;
  }
  .head::before {
    content: '';
    position: absolute;
    left: -4px;
    top: 1px;
    width: 10px;
    height: 8px;
    background: var(--accent);
    clip-path: polygon(0 0, 100% 0, 100% 45%, 50% 100%, 0 45%);
  }
  .next {
    width: 132px;
    height: 100%;
    margin-left: 16px;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 3px;
    padding: 0 10px;
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-2);
    background: none;
    color: var(--text-2);
    white-space: normal;
  }
  .next:hover:not(:disabled) {
    border-color: var(--accent);
    color: var(--text-1);
  }
  .next small {
    font-size: 10px;
    line-height: 1.3;
    color: var(--text-3);
  }
  .nothing {
    align-self: center;
    padding: 0 20px;
    max-width: 460px;
    color: var(--text-2);
  }
  .nothing b {
    display: block;
    color: var(--text-1);
    font-weight: 600;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
