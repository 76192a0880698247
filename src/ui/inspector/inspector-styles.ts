import { css } from 'lit';
import { controlStyles } from '../controls/control-styles.ts';
import { toolbarStyles } from '../controls/node-actions.ts';
import { problemStyles } from '../controls/problem-list.ts';
import { badDayStyles } from './bad-days.ts';
import { decisionStyles } from './decision-card.ts';
import { jobStyles } from './job-facts.ts';
import { formStyles } from './node-form.ts';
import { refusalStyles } from './refusal-card.ts';

/** How the inspector looks. */
export const inspectorStyles = [
  controlStyles,
  formStyles,
  problemStyles,
  toolbarStyles,
  jobStyles,
  refusalStyles,
  decisionStyles,
  badDayStyles,
  css`
    :host {
      height: 100%;
      overflow: hidden auto;
      background: var(--bg-1);
      scrollbar-width: thin;
    }
    header {
      position: sticky;
      top: 0;
      z-index: 1;
      padding: var(--s-2) var(--s-3) 6px;
      border-bottom: 1px solid var(--line);
      background: var(--bg-1);
    }
    .title {
      display: flex;
      align-items: center;
      gap: var(--s-2);
    }
    .title .field {
      margin-left: -4px;
      border-color: transparent;
      background: transparent;
      font-size: var(--t-md);
      font-weight: 600;
      text-overflow: ellipsis;
    }
    .title .field::placeholder {
      color: var(--text-1);
    }
    .title .field:hover,
    .title .field:focus {
      border-color: var(--line);
      background: var(--bg-field);
    }
    h2 {
      min-width: 0;
      font-size: var(--t-md);
      font-weight: 600;
      line-height: var(--control);
    }
    .sub {
      display: flex;
      align-items: center;
      gap: var(--s-2);
      min-height: var(--control);
      font-size: var(--t-sm);
      color: var(--text-2);
    }
    .sub .toolbar {
      margin-left: auto;
      flex-wrap: nowrap;
    }
    .verdict {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s-2);
      margin-bottom: var(--s-1);
    }
    .tag.none {
      border-color: color-mix(in srgb, var(--ok) 45%, transparent);
      color: var(--ok);
    }
    .tag.billed {
      border-color: color-mix(in srgb, var(--accent) 45%, transparent);
      color: var(--accent);
    }
    .tag.unknown {
      border-color: color-mix(in srgb, var(--warn) 45%, transparent);
      color: var(--warn);
    }
    .state {
      display: flex;
      align-items: baseline;
      gap: 7px;
      font-size: var(--t-sm);
      color: var(--tone, var(--text-2));
    }
    .state::before {
      content: '';
      flex: none;
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: currentColor;
    }
    .section {
      padding: var(--s-3);
      border-bottom: 1px solid var(--line);
    }
    .section:last-child {
      border-bottom: 0;
    }
    .section > .toolbar {
      margin-left: -7px;
    }
    .pair {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: var(--s-2);
    }
    .pair .button {
      justify-content: start;
    }
    .pair .button[aria-pressed='true'] {
      border-color: var(--line-strong);
      background: var(--bg-hover);
    }
    .links li.chosen {
      grid-template-columns: auto minmax(0, 1fr);
    }
    .note + .facts {
      margin-top: var(--s-2);
    }
    .section > h3 + .note {
      margin-top: 0;
    }
    .section > h3 {
      margin-bottom: var(--s-2);
    }
    summary {
      width: fit-content;
      margin-top: var(--s-2);
      padding: 4px 6px 4px 2px;
      border-radius: var(--r-1);
      color: var(--text-2);
      font-size: var(--t-sm);
      cursor: pointer;
    }
    summary:hover {
      color: var(--text-1);
    }
    details[open] > summary {
      margin-bottom: var(--s-1);
    }
    .links {
      display: grid;
      gap: 2px;
      font-size: var(--t-sm);
    }
    .links li {
      display: grid;
      grid-template-columns: auto 100px minmax(0, 1fr);
      align-items: center;
      gap: var(--s-2);
      min-height: 24px;
    }
    .links .needed,
    .links .wrong {
      color: var(--bad);
    }
    .links .wrong {
      grid-column: 2 / -1;
    }
  `,
];
