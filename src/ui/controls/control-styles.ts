import { css } from 'lit';
import { iconStyles } from '../icons/icon.ts';

/** What every panel shares: type, buttons, fields, focus, lists of facts. Sizes and colours come from the tokens alone. */
export const controlStyles = [
  iconStyles,
  css`
    :host {
      display: block;
      font: var(--t-md) / var(--lh) var(--font);
      color: var(--text-1);
      font-variant-numeric: tabular-nums;
    }
    :host([hidden]) {
      display: none;
    }
    *,
    *::before,
    *::after {
      box-sizing: border-box;
    }
    h2,
    h3,
    p,
    ul,
    ol,
    dl,
    dd,
    figure {
      margin: 0;
      padding: 0;
    }
    ul,
    ol {
      list-style: none;
    }
    h3 {
      font-size: var(--t-xs);
      font-weight: 600;
      color: var(--text-3);
    }
    button,
    input,
    select,
    textarea {
      font: inherit;
      color: inherit;
    }
    :focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: 1px;
    }
    .button {
      display: inline-flex;
      align-items: center;
      justify-content: center;
      gap: 6px;
      min-width: 0;
      height: var(--control);
      padding: 0 var(--s-3);
      border: 1px solid var(--line);
      border-radius: var(--r-2);
      background: var(--bg-3);
      font-weight: 550;
      white-space: nowrap;
      cursor: pointer;
    }
    .button:hover:not(:disabled) {
      background: var(--bg-hover);
    }
    .button:disabled {
      color: var(--text-3);
      background: transparent;
      cursor: default;
    }
    .button.wide {
      width: 100%;
    }
    .button.primary {
      background: var(--accent);
      border-color: transparent;
      color: var(--accent-ink);
    }
    .button.primary:hover:not(:disabled) {
      background: color-mix(in srgb, var(--accent) 88%, var(--text-1));
    }
    .button.ask {
      color: var(--ask);
      border-color: color-mix(in srgb, var(--ask) 45%, transparent);
      background: color-mix(in srgb, var(--ask) 10%, transparent);
    }
    .icon-button {
      flex: none;
      display: inline-grid;
      place-items: center;
      width: var(--control);
      height: var(--control);
      padding: 0;
      border: 1px solid transparent;
      border-radius: var(--r-2);
      background: none;
      color: var(--text-2);
      cursor: pointer;
    }
    .icon-button:hover:not(:disabled) {
      background: var(--bg-hover);
      color: var(--text-1);
    }
    .icon-button[aria-pressed='true'] {
      background: var(--bg-hover);
      border-color: var(--line-strong);
      color: var(--text-1);
    }
    .icon-button:disabled {
      color: var(--text-3);
      opacity: 0.55;
      cursor: default;
    }
    .link-button {
      padding: 2px 4px;
      margin: -2px -4px;
      border: 0;
      border-radius: var(--r-1);
      background: none;
      color: var(--text-2);
      font-size: var(--t-sm);
      text-align: left;
      text-decoration: underline;
      text-decoration-color: var(--line-strong);
      text-underline-offset: 3px;
      cursor: pointer;
    }
    .link-button.ellipsis {
      max-width: calc(100% + 8px);
      justify-self: start;
    }
    .link-button:hover {
      color: var(--text-1);
      text-decoration-color: currentColor;
    }
    .search {
      position: relative;
      display: block;
    }
    .search .icon {
      position: absolute;
      left: 9px;
      top: 7px;
      color: var(--text-3);
      pointer-events: none;
    }
    .search input {
      padding-left: 32px;
    }
    .field {
      display: block;
      width: 100%;
      min-width: 0;
      height: var(--control);
      padding: 0 var(--s-2);
      border: 1px solid var(--line);
      border-radius: var(--r-2);
      background: var(--bg-field);
      font-size: var(--t-sm);
    }
    .field::placeholder {
      color: var(--text-3);
      opacity: 1;
    }
    .field:hover:not(:disabled) {
      border-color: var(--line-strong);
    }
    .field:focus {
      outline: 2px solid var(--focus);
      outline-offset: -1px;
    }
    .field[aria-invalid='true'] {
      border-color: var(--bad);
    }
    textarea.field {
      height: auto;
      min-height: 120px;
      max-height: 420px;
      padding: 7px var(--s-2);
      field-sizing: content;
      line-height: 1.5;
      resize: vertical;
      scrollbar-width: thin;
    }
    .hidden {
      position: absolute;
      width: 1px;
      height: 1px;
      margin: -1px;
      padding: 0;
      border: 0;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .ellipsis {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .muted {
      color: var(--text-2);
    }
    .faint {
      color: var(--text-3);
    }
    .small {
      font-size: var(--t-xs);
    }
    .mono {
      font-family: var(--mono);
      font-size: var(--t-xs);
    }
    .foreign {
      unicode-bidi: isolate;
      overflow-wrap: anywhere;
    }
    .select-all {
      user-select: all;
    }
    .dot {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 3px;
      background: var(--dot, var(--text-3));
    }
    .socket {
      flex: none;
      width: 8px;
      height: 8px;
      border-radius: 50%;
      background: var(--dot, var(--text-3));
    }
    .tag {
      flex: none;
      padding: 0 6px;
      border: 1px solid var(--line);
      border-radius: 99px;
      color: var(--text-2);
      font-size: var(--t-xs);
      line-height: 16px;
      white-space: nowrap;
    }
    .empty {
      display: grid;
      justify-items: center;
      gap: var(--s-2);
      padding: var(--s-5) var(--s-4);
      color: var(--text-2);
      font-size: var(--t-sm);
      text-align: center;
    }
    .empty .icon {
      color: var(--text-3);
    }
    .empty strong {
      color: var(--text-1);
      font-size: var(--t-md);
      font-weight: 600;
    }
    @media (prefers-reduced-motion: no-preference) {
      .button,
      .icon-button,
      .field {
        transition:
          background 0.1s,
          border-color 0.1s;
      }
    }
  `,
];
