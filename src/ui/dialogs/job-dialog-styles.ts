import { css } from 'lit';

export const jobDialogStyles = css`
  .stage {
    display: grid;
    gap: 6px;
    background: var(--bg-0);
  }
  .stage video,
  .stage img {
    display: block;
    width: 100%;
    max-height: 46vh;
    object-fit: contain;
    border-radius: var(--r-2);
    background: #000;
  }
  .stage.away {
    min-height: 96px;
    align-content: center;
    justify-items: start;
  }
  ol {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .line,
  .id {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
  }
  .line time {
    margin-left: auto;
  }
  .state {
    color: var(--tone);
    font-weight: 550;
  }
  code,
  pre {
    font: var(--t-sm) / var(--lh) var(--mono);
    overflow-wrap: anywhere;
    user-select: all;
  }
  pre {
    max-height: 220px;
    margin: 8px 0 0;
    padding: 8px 10px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-2);
    white-space: pre-wrap;
    user-select: text;
  }
  .prompt {
    margin-bottom: 6px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  summary {
    margin-top: 6px;
    color: var(--text-2);
    font-size: var(--t-sm);
    cursor: pointer;
  }
  .said {
    margin-top: 4px;
    padding: 6px 10px;
    border-radius: var(--r-1);
    background: color-mix(in srgb, var(--bad) 8%, transparent);
    font-size: var(--t-sm);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .offer {
    display: flex;
    align-items: baseline;
    gap: 8px;
    margin-top: 6px;
  }
  .wrong {
    color: var(--bad);
  }
  button.flat {
    flex: none;
    height: 22px;
    padding: 0 8px;
    font-size: var(--t-sm);
  }
  button.main {
    border-color: var(--line-strong);
    background: var(--bg-hover);
  }
  .actions {
    flex-wrap: wrap;
  }
  .place {
    min-width: 0;
    font-size: var(--t-sm);
    overflow-wrap: anywhere;
  }
`;
