import { css } from 'lit';

export const moneyStyles = css`
  :host {
    position: relative;
  }
  .money {
    display: inline-flex;
    align-items: center;
    height: 22px;
    padding: 0 9px;
    border: 1px solid color-mix(in srgb, var(--accent) 40%, transparent);
    border-radius: 99px;
    background: var(--accent-soft);
    color: var(--accent);
    font-size: var(--t-xs);
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
  }
  .money:hover {
    border-color: var(--accent);
  }
  .card {
    position: fixed;
    inset: 52px 12px auto auto;
    box-sizing: border-box;
    width: 400px;
    max-width: calc(100vw - 24px);
    max-height: calc(100vh - 72px);
    margin: 0;
    padding: 0;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-3);
    background: var(--bg-1);
    box-shadow: var(--shadow-pop);
    color: var(--text-1);
    overflow: auto;
    scrollbar-width: thin;
  }
  .card:focus {
    outline: none;
  }
  section {
    padding: var(--s-3) var(--s-4);
    border-top: 1px solid var(--line);
  }
  section:first-of-type {
    border-top: 0;
  }
  h2 {
    padding: var(--s-3) var(--s-4) 0;
    font-size: var(--t-md);
    font-weight: 600;
  }
  h3 {
    margin-bottom: var(--s-1);
  }
  dl {
    display: grid;
    grid-template-columns: 112px minmax(0, 1fr);
    gap: var(--s-1) var(--s-3);
  }
  dt {
    color: var(--text-2);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .sum {
    font-weight: 550;
    color: var(--accent);
  }
  .days {
    max-height: 132px;
    overflow: auto;
    scrollbar-width: thin;
  }
  meter {
    width: 100%;
    height: 6px;
    margin-top: 2px;
  }
  meter::-webkit-meter-bar {
    border: 0;
    border-radius: 99px;
    background: var(--bg-3);
  }
  meter::-webkit-meter-optimum-value,
  meter::-webkit-meter-suboptimum-value,
  meter::-webkit-meter-even-less-good-value {
    border-radius: 99px;
    background: var(--accent);
  }
  .limit {
    display: flex;
    align-items: center;
    gap: var(--s-2);
    font-size: var(--t-sm);
  }
  .limit input.field {
    flex: none;
    width: 68px;
  }
  .guard + .guard {
    margin-top: var(--s-2);
  }
  .note {
    margin-top: var(--s-2);
    font-size: var(--t-sm);
    color: var(--text-2);
  }
`;
