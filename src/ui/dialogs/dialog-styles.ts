import { css } from 'lit';

/** What stands inside of dialogs: rows, notes, fields, buttons. */
export const dialogStyles = css`
  * {
    box-sizing: border-box;
  }
  h3 {
    margin: 0 0 6px;
    font-size: var(--t-xs);
    font-weight: 600;
    color: var(--text-3);
  }
  p {
    margin: 0;
  }
  section {
    padding: 12px 20px;
    border-bottom: 1px solid var(--line);
  }
  section:last-of-type {
    border-bottom: 0;
  }
  button {
    height: var(--control, 30px);
    padding: 0 12px;
    border-radius: var(--r-2);
    border: 1px solid var(--line);
    background: var(--bg-3);
    color: var(--text-1);
    font: 550 var(--t-md) / 1 var(--font);
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover:not(:disabled) {
    background: var(--bg-hover);
  }
  button.pay {
    background: var(--accent);
    border-color: transparent;
    color: var(--accent-ink);
  }
  button.pay:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text-1));
  }
  button.risk {
    border-color: var(--bad);
    color: var(--bad);
    background: none;
  }
  button:disabled {
    opacity: 0.45;
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  input[type='text'],
  input[type='number'] {
    height: var(--control, 30px);
    padding: 0 9px;
    border-radius: var(--r-2);
    border: 1px solid var(--line-strong);
    background: var(--bg-field);
    color: var(--text-1);
    font: 400 var(--t-md) / 1 var(--font);
  }
  input[aria-invalid='true'] {
    border-color: var(--bad);
  }
  input[type='checkbox'] {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 1px 0 0;
    flex: none;
  }
  .actions {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 20px;
    border-top: 1px solid var(--line);
    background: var(--bg-1);
  }
  .space {
    flex: 1;
  }
  .quiet {
    color: var(--text-3);
    font-size: var(--t-sm);
  }
  .note {
    display: flex;
    gap: 9px;
    align-items: flex-start;
    font-size: var(--t-sm);
    color: var(--text-2);
  }
  .note + .note {
    margin-top: 6px;
  }
  .note b {
    flex: none;
    width: 6px;
    height: 6px;
    margin-top: 6px;
    border-radius: 50%;
    background: var(--dot, var(--warn));
  }
  .note strong {
    color: var(--text-1);
    font-weight: 600;
  }
`;
