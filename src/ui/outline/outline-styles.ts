import { css } from 'lit';
import { toolbarStyles } from '../controls/node-actions.ts';
import { panelStyles } from '../panels/panel-styles.ts';

/** How the outline looks. */
export const outlineStyles = [
  panelStyles,
  toolbarStyles,
  css`
    .body {
      padding: var(--s-1) 0;
    }
    .toolbar {
      margin-left: -7px;
    }
    .toolbar .sep {
      width: 1px;
      height: 18px;
      margin: 0 var(--s-1);
      background: var(--line);
    }
    .node {
      position: relative;
      content-visibility: auto;
      contain-intrinsic-size: auto 46px;
      outline: none;
    }
    .node + .node::before {
      content: '';
      position: absolute;
      inset: 0 var(--s-3) auto;
      border-top: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
    }
    .line {
      display: grid;
      grid-template-columns: 18px auto minmax(0, 1fr) auto;
      align-items: center;
      column-gap: 6px;
      min-height: 34px;
      padding: 5px var(--s-3) 6px 6px;
      cursor: default;
    }
    .node:hover > .line {
      background: color-mix(in srgb, var(--bg-hover) 45%, transparent);
    }
    .node[aria-selected='true'] > .line {
      background: color-mix(in srgb, var(--accent) 7%, transparent);
      box-shadow: inset 2px 0 0 var(--accent);
    }
    .node:focus-visible > .line,
    .socket-row:focus-visible {
      outline: 2px solid var(--focus);
      outline-offset: -2px;
      border-radius: var(--r-1);
    }
    .chevron {
      display: grid;
      place-items: center;
      width: 18px;
      height: 24px;
      color: var(--text-3);
      cursor: pointer;
    }
    .node[aria-expanded='true'] > .line .chevron .icon {
      transform: rotate(90deg);
    }
    .name {
      display: flex;
      align-items: center;
      gap: 6px;
      min-width: 0;
      font-weight: 550;
    }
    .node[data-mode='muted'] .name .ellipsis,
    .node[data-mode='bypassed'] .name .ellipsis {
      color: var(--text-3);
    }
    .words {
      max-width: 150px;
      color: var(--tone);
      font-size: var(--t-xs);
      font-weight: 500;
      text-align: right;
    }
    .line > .ask {
      grid-column: 3 / -1;
      justify-self: start;
      height: 24px;
      font-size: var(--t-sm);
    }
    .linked,
    .trouble {
      grid-column: 3 / -1;
      font-size: var(--t-xs);
    }
    .linked {
      color: var(--text-3);
    }
    .node[aria-selected='true'] .linked {
      color: var(--text-2);
    }
    .trouble {
      display: -webkit-box;
      overflow: hidden;
      -webkit-line-clamp: 2;
      -webkit-box-orient: vertical;
    }
    .trouble.error {
      color: var(--bad);
    }
    .trouble.warning {
      color: var(--warn);
    }
    .rename {
      grid-column: 3 / -1;
      height: 26px;
      font-size: var(--t-md);
    }
    .sockets {
      padding-bottom: var(--s-1);
    }
    .socket-row {
      display: grid;
      position: relative;
      grid-template-columns: auto minmax(56px, auto) minmax(0, 1fr);
      align-items: center;
      gap: 7px;
      min-height: var(--control);
      padding: 0 var(--s-2) 0 30px;
      font-size: var(--t-sm);
      color: var(--text-2);
      cursor: default;
    }
    .socket-row:hover {
      background: color-mix(in srgb, var(--bg-hover) 45%, transparent);
    }
    .socket-row .arrow {
      color: var(--text-3);
    }
    .socket-row .to {
      color: var(--text-1);
    }
    .socket-row .none {
      color: var(--text-3);
    }
    .socket-row .needed {
      color: var(--bad);
    }
    .socket-row .does {
      position: absolute;
      right: var(--s-1);
      display: flex;
      visibility: hidden;
      border-radius: var(--r-2);
      background: var(--bg-2);
    }
    .socket-row:hover .does,
    .socket-row:focus .does {
      visibility: visible;
    }
    .socket-row .icon-button {
      width: 24px;
      height: 24px;
    }
    .help {
      padding: var(--s-2) var(--s-3);
      border-top: 1px solid var(--line);
      color: var(--text-3);
      font-size: var(--t-xs);
    }
    kbd {
      padding: 0 4px;
      border: 1px solid var(--line);
      border-radius: 3px;
      font: 500 10px var(--mono);
      color: var(--text-2);
    }
  `,
];
