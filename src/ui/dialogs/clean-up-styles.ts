import { css } from 'lit';

/** How the list of files to be deleted looks. */
export const cleanUpStyles = css`
  .filters {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 8px;
  }
  select {
    height: var(--control, 30px);
    min-width: 0;
    padding: 0 8px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-field);
    color: var(--text-1);
    font: 400 var(--t-md) / 1 var(--font);
  }
  .list {
    padding: 0;
  }
  .row {
    display: grid;
    grid-template-columns: 16px minmax(0, 1fr) auto 72px;
    align-items: center;
    gap: 10px;
    min-height: 34px;
    padding: 3px 20px;
    border-bottom: 1px solid var(--line);
    font-size: var(--t-sm);
  }
  label.row {
    cursor: pointer;
  }
  label.row:hover {
    background: var(--bg-hover);
  }
  .row.head {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--bg-2);
    font-weight: 600;
  }
  .row .size {
    text-align: right;
  }
  .name {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .marks {
    color: var(--warn);
  }
  .none {
    padding: 28px 20px;
    color: var(--text-3);
    text-align: center;
  }
  .consent {
    display: flex;
    gap: 9px;
    margin-top: 6px;
    font-size: var(--t-sm);
    cursor: pointer;
  }
  .wrong {
    color: var(--bad);
  }
`;
