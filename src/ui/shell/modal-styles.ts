import { css } from 'lit';

/** Dialogs that a person opened. */
export const modalStyles = css`
  dialog {
    width: min(560px, calc(100vw - 48px));
    max-height: calc(100vh - 96px);
    padding: 0;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-3);
    background: var(--bg-2);
    box-shadow: var(--shadow-pop);
    color: var(--text-1);
    font: var(--t-md) / var(--lh) var(--font);
  }
  dialog::backdrop {
    background: var(--shade);
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 14px 12px 12px 18px;
    border-bottom: 1px solid var(--line);
  }
  h2 {
    margin: 0;
    font-size: var(--t-lg);
    font-weight: 600;
  }
  .body {
    padding: 14px 18px;
    overflow: auto;
  }
  footer {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    padding: 12px 18px 14px;
    border-top: 1px solid var(--line);
  }
`;
