import { css } from 'lit';
import { controlStyles } from '../controls/control-styles.ts';

/** The frame of a panel on the left: a head that stays, a body that scrolls. */
export const panelStyles = [
  controlStyles,
  css`
    :host {
      display: flex;
      flex-direction: column;
      height: 100%;
      min-height: 0;
      background: var(--bg-1);
    }
    header {
      flex: none;
      display: grid;
      gap: var(--s-2);
      padding: var(--s-2) var(--s-3) var(--s-3);
      border-bottom: 1px solid var(--line);
    }
    .heading {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: var(--s-2);
      min-height: var(--control);
    }
    h2 {
      font-size: var(--t-md);
      font-weight: 600;
    }
    .body {
      flex: 1;
      min-height: 0;
      overflow: hidden auto;
      padding: var(--s-3);
      scrollbar-width: thin;
      overscroll-behavior: contain;
    }
  `,
];
