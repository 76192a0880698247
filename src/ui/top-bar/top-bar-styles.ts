import { css } from 'lit';

export const topBarStyles = css`
  :host {
    display: flex;
    align-items: center;
    gap: 10px;
    height: 48px;
    padding: 0 12px;
    min-width: 0;
    background: var(--bg-1);
    border-bottom: 1px solid var(--line);
    font: var(--t-md) / var(--lh) var(--font);
    color: var(--text-1);
  }
  :host > * {
    flex: none;
  }
  .product {
    font-weight: 600;
  }
  .product i {
    font-style: normal;
    color: var(--accent);
  }
  .slash,
  .saved {
    color: var(--text-3);
  }
  .saved {
    flex: 0 1000 auto;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .saved[data-kept='nowhere'] {
    color: var(--warn);
  }
  .name,
  .naming {
    flex: 0 1 auto;
    min-width: 60px;
    max-width: 340px;
    height: 28px;
    margin: 0 -7px;
    padding: 0 7px;
    border: 1px solid transparent;
    border-radius: var(--r-2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: start;
  }
  .name:hover {
    border-color: var(--line);
    background: var(--bg-2);
  }
  .naming {
    width: 260px;
    border-color: var(--line-strong);
    background: var(--bg-field);
  }
  .step + .step {
    margin-left: -10px;
  }
  .project .short {
    display: none;
  }
  .space {
    flex: 1 1 0;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    height: 22px;
    padding: 0 9px;
    border: 1px solid var(--line);
    border-radius: 99px;
    font-size: var(--t-xs);
    color: var(--text-2);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  /* Its colour and its tooltip still say how it stands where its words find no room. */
  .connection {
    flex: 0 100 auto;
    min-width: 26px;
    overflow: hidden;
  }
  .connection span {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .dot {
    flex: none;
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--text-3);
  }
  [data-tone='ok'] .dot {
    background: var(--ok);
  }
  [data-tone='warn'] .dot {
    background: var(--warn);
  }
  [data-tone='bad'] .dot {
    background: var(--bad);
  }
  .running {
    color: var(--text-1);
  }
  .free {
    color: var(--free);
    border-color: color-mix(in srgb, var(--free) 45%, transparent);
    background: color-mix(in srgb, var(--free) 10%, transparent);
  }
  .free:hover:not(:disabled) {
    background: color-mix(in srgb, var(--free) 18%, transparent);
  }
  .run .icon {
    fill: currentColor;
  }
  .run kbd {
    color: inherit;
    opacity: 0.7;
  }
  .btn:disabled {
    background: var(--bg-3);
    border-color: var(--line);
    color: var(--text-3);
  }
  .stop:not(:disabled) {
    color: var(--bad);
    border-color: color-mix(in srgb, var(--bad) 45%, transparent);
  }
  .stopping {
    position: relative;
  }
  .forecast {
    position: absolute;
    z-index: 30;
    top: calc(100% + 6px);
    right: 0;
    width: max-content;
    max-width: 320px;
    padding: 8px 10px;
    border: 1px solid var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-2);
    box-shadow: var(--shadow-pop);
    font-size: var(--t-sm);
    color: var(--text-1);
    font-variant-numeric: tabular-nums;
    visibility: hidden;
    pointer-events: none;
  }
  .forecast kbd {
    margin-left: 4px;
  }
  .stopping:hover .forecast,
  .stopping:focus-within .forecast {
    visibility: visible;
  }
  @media (max-width: 1399px) {
    .saved .more,
    .btn kbd,
    .project .long {
      display: none;
    }
    .project .short {
      display: inline;
    }
  }
  @media (max-width: 1100px) {
    .saved,
    .product,
    .slash {
      display: none;
    }
    :host {
      gap: 7px;
    }
  }
  @media (max-width: 900px) {
    .badge > span {
      display: none;
    }
  }
`;
