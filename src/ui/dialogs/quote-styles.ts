import { css } from 'lit';

/** What stands in a quote: sums, the table of generations, hosts, and what is asked of the person. */
export const quoteStyles = css`
  .sums {
    display: grid;
    grid-template-columns: 104px 1fr;
    gap: 6px 12px;
    margin: 0;
  }
  dt {
    color: var(--text-3);
  }
  dd {
    margin: 0;
  }
  .price {
    font-size: var(--t-lg);
    font-weight: 650;
    color: var(--accent);
  }
  .price.unknown {
    color: var(--warn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--t-sm);
  }
  th {
    text-align: start;
    font-weight: 500;
    color: var(--text-3);
    font-size: var(--t-xs);
    padding: 0 8px 4px 0;
  }
  td {
    padding: 5px 8px 5px 0;
    border-top: 1px solid var(--line);
    vertical-align: top;
    color: var(--text-2);
  }
  td:first-child {
    width: 22%;
    color: var(--text-1);
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .right {
    text-align: end;
    white-space: nowrap;
  }
  th.right:last-child,
  td.right:last-child {
    padding-inline-end: 0;
  }
  td.right {
    color: var(--text-1);
  }
  td .unknown {
    color: var(--warn);
  }
  td .origin {
    display: block;
    max-width: 190px;
    margin-inline-start: auto;
    white-space: normal;
    color: var(--text-3);
    font-size: var(--t-xs);
  }
  .earlier {
    color: var(--warn);
  }
  .changed {
    background: var(--accent-soft);
  }
  .changed ul {
    margin: 4px 0 0;
    padding-inline-start: 18px;
  }
  label {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    cursor: pointer;
  }
  label.number {
    align-items: center;
    cursor: default;
  }
  label.number input {
    width: 72px;
  }
  .consent {
    background: var(--bg-2);
  }
  .hosts {
    font-size: var(--t-sm);
    color: var(--text-2);
    overflow-wrap: anywhere;
  }
  .hosts b {
    font: 500 var(--t-sm) / var(--lh) var(--mono);
    color: var(--text-1);
  }
`;
