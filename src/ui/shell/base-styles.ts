import { css } from 'lit';

/** What every part of the shell shares: the box model, buttons, focus. */
export const baseStyles = css`
  :host,
  :host *,
  :host *::before,
  :host *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    margin: 0;
    border: 0;
    background: none;
    cursor: pointer;
  }
  button:disabled,
  button[aria-disabled='true'] {
    cursor: not-allowed;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 1px;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 7px;
    height: var(--control);
    padding: 0 12px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-3);
    color: var(--text-1);
    font-weight: 550;
    white-space: nowrap;
  }
  .btn:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--bg-hover);
  }
  .btn.main {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-ink);
  }
  .btn.main:hover:not(:disabled, [aria-disabled='true']) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text-1));
  }
  .icon-btn {
    display: grid;
    place-items: center;
    width: 30px;
    height: 30px;
    padding: 0;
    border-radius: var(--r-2);
    color: var(--text-2);
  }
  .icon-btn:hover:not(:disabled, [aria-disabled='true']) {
    background: var(--bg-hover);
    color: var(--text-1);
  }
  .icon-btn:disabled,
  .icon-btn[aria-disabled='true'] {
    color: var(--text-3);
    opacity: 0.55;
  }
  kbd {
    font: 500 10px / 1 var(--mono);
    color: var(--text-2);
    white-space: nowrap;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
