import { css } from 'lit';

export const shellStyles = css`
  :host {
    display: grid;
    grid-template:
      'top top top top top top' 48px
      'note note note note note note' auto
      'rail panel edge1 canvas edge2 inspector' minmax(0, 1fr)
      'strip strip strip strip strip strip' auto
      / 48px auto 0 minmax(0, 1fr) 0 auto;
    width: 100%;
    height: 100%;
    overflow: hidden;
    background: var(--bg-canvas);
    color: var(--text-1);
    font: var(--t-md) / var(--lh) var(--font);
  }
  shotgraph-top-bar {
    grid-area: top;
  }
  shotgraph-run-banner {
    grid-area: note;
  }
  nav {
    grid-area: rail;
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 4px;
    padding: 8px 0;
    background: var(--bg-1);
    border-right: 1px solid var(--line);
  }
  nav .icon-btn {
    width: 36px;
    height: 36px;
  }
  nav .icon-btn[aria-pressed='true'] {
    background: var(--bg-3);
    color: var(--text-1);
    box-shadow: inset 2px 0 0 var(--accent);
  }
  nav .icon-btn.part[aria-pressed='true'] {
    background: none;
    box-shadow: none;
  }
  nav .icon-btn.part[aria-pressed='false'] {
    color: var(--text-3);
  }
  .space {
    flex: 1;
  }
  .panel {
    grid-area: panel;
    display: grid;
    min-width: 0;
    min-height: 0;
    overflow: hidden;
    background: var(--bg-1);
    border-right: 1px solid var(--line);
  }
  .panel.away {
    position: absolute;
    width: 1px;
    height: 1px;
    clip-path: inset(50%);
    visibility: hidden;
  }
  .panel > * {
    min-height: 0;
    overflow: auto;
  }
  main {
    grid-area: canvas;
    display: grid;
    min-width: 0;
    min-height: 0;
  }
  shotgraph-splitter[side='left'] {
    grid-area: edge1;
  }
  shotgraph-splitter[side='right'] {
    grid-area: edge2;
  }
  .inspector {
    grid-area: inspector;
    min-width: 0;
    overflow: auto;
    background: var(--bg-1);
    border-left: 1px solid var(--line);
  }
  .strip {
    grid-area: strip;
    position: relative;
    min-width: 0;
    display: grid;
    grid-template-rows: 0 minmax(0, 1fr);
    background: var(--bg-1);
    border-top: 1px solid var(--line);
  }
`;
