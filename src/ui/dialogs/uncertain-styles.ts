import { css } from 'lit';

/** How the three ways out look. */
export const uncertainStyles = css`
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    display: grid;
    gap: 8px;
  }
  legend {
    padding: 0;
    margin-bottom: 8px;
    font-size: var(--t-xs);
    font-weight: 600;
    color: var(--text-3);
  }
  .way {
    display: flex;
    gap: 10px;
    padding: 10px 12px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: var(--bg-2);
  }
  .way.on {
    border-color: var(--accent);
  }
  .way label {
    font-weight: 600;
    cursor: pointer;
  }
  .way > div {
    flex: 1;
    min-width: 0;
  }
  .way .quiet {
    display: block;
  }
  input[type='radio'] {
    accent-color: var(--accent);
    width: 16px;
    height: 16px;
    margin: 2px 0 0;
  }
  .field {
    margin-top: 8px;
    display: grid;
    gap: 4px;
  }
  .field input {
    font-family: var(--mono);
    width: 100%;
  }
  .wrong {
    color: var(--bad);
    font-size: var(--t-sm);
  }
  .sure {
    display: flex;
    gap: 8px;
    margin-top: 8px;
    align-items: flex-start;
  }
  .sure label {
    font-weight: 500;
  }
  .facts {
    display: grid;
    grid-template-columns: 116px minmax(0, 1fr);
    gap: 6px 12px;
    margin: 0;
  }
  dt {
    color: var(--text-2);
    font-size: var(--t-sm);
    line-height: calc(var(--t-md) * var(--lh));
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
    text-wrap: pretty;
  }
  dd.seen {
    max-height: 96px;
    overflow: auto;
    color: var(--text-2);
    font-size: var(--t-sm);
    white-space: pre-wrap;
    unicode-bidi: isolate;
    scrollbar-width: thin;
  }
  .takes {
    color: var(--text-2);
    font-size: var(--t-sm);
  }
  .takes code {
    font-family: var(--mono);
    font-size: var(--t-xs);
  }
`;
