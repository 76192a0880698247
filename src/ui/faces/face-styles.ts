import { css } from 'lit';

/** How faces look, within the layer over the canvas. */
export const faceStyles = css`
  .face {
    position: absolute;
    border-radius: var(--r-2);
    overflow: hidden;
    font: var(--t-sm) / 1.5 var(--font);
    color: var(--text-1);
  }
  .face button {
    font: 500 var(--t-sm) / 1 var(--font);
    white-space: nowrap;
    pointer-events: auto;
    cursor: pointer;
  }
  .face button:focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: -2px;
  }
  .face button:disabled {
    cursor: default;
    color: var(--text-3);
  }
  .mentions {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    padding: 8px 10px;
    overflow: hidden;
    border-radius: var(--r-2);
    background: var(--bg-field);
    color: transparent;
    white-space: pre-wrap;
    overflow-wrap: break-word;
    scrollbar-width: thin;
    scrollbar-gutter: stable;
  }
  .mentions mark {
    color: transparent;
    border-radius: 3px;
    background: color-mix(in srgb, var(--sock-image) 24%, transparent);
    box-shadow: 0 0 0 2px color-mix(in srgb, var(--sock-image) 24%, transparent);
  }
  .text-face {
    position: relative;
    scrollbar-gutter: stable;
    display: block;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    resize: none;
    padding: 7px 9px;
    border: 1px solid var(--line);
    border-radius: var(--r-2);
    background: transparent;
    color: var(--text-1);
    font: inherit;
    pointer-events: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  .text-face::placeholder {
    color: var(--text-3);
  }
  .text-face:hover {
    border-color: var(--line-strong);
  }
  .text-face:focus {
    outline: 2px solid var(--focus);
    outline-offset: -1px;
  }
  .image-face {
    position: absolute;
    inset: 0;
    margin: 0;
  }
  .image-face img {
    width: 100%;
    height: 100%;
    object-fit: cover;
    display: block;
  }
  .image-face figcaption {
    position: absolute;
    left: 6px;
    bottom: 6px;
    max-width: calc(100% - 12px);
    box-sizing: border-box;
    padding: 0 6px;
    border-radius: 3px;
    background: #000a;
    color: #fff;
    font-size: 10px;
    line-height: 16px;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .image-face .broken {
    display: none;
  }
  .image-face[data-broken] {
    box-sizing: border-box;
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-field);
  }
  .image-face[data-broken] img {
    display: none;
  }
  .image-face[data-broken] .broken {
    position: absolute;
    inset: 0 8px;
    height: fit-content;
    margin: auto;
    display: block;
    text-align: center;
    color: var(--bad);
    font-size: var(--t-xs);
  }
  .image-face .over {
    position: absolute;
    right: 6px;
    top: 6px;
    height: 24px;
    padding: 0 8px;
    border: 0;
    border-radius: var(--r-1);
    background: #000b;
    color: #fff;
    opacity: 0;
    transition: opacity 0.12s;
  }
  .on-node[data-hover] .over,
  .image-face .over:focus-visible {
    opacity: 1;
  }
  .empty-face {
    position: absolute;
    inset: 0;
    box-sizing: border-box;
    padding: 8px;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-field);
    text-align: center;
  }
  .empty-face.audio {
    flex-direction: row;
    gap: 8px;
    padding: 4px 8px;
  }
  .empty-face.audio p:not(.name) {
    display: none;
  }
  .empty-face .name {
    color: var(--text-1);
  }
  .empty-face.still {
    border: 1px solid var(--line);
    background: linear-gradient(135deg, var(--bg-3), var(--bg-2));
  }
  .before img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
    opacity: 0.45;
    filter: saturate(0.4);
  }
  .before p {
    position: absolute;
    left: 6px;
    top: 6px;
  }
  .empty-face.before p {
    padding: 0 6px;
    border-radius: 3px;
    background: #000b;
    color: #fff;
    font-size: 10px;
    line-height: 16px;
  }
  .empty-face p {
    margin: 0;
    max-width: 100%;
    color: var(--text-3);
    font-size: var(--t-xs);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .empty-face button {
    height: 26px;
    padding: 0 10px;
    border-radius: var(--r-2);
    border: 1px solid var(--line);
    background: var(--bg-3);
    color: var(--text-1);
  }
  .empty-face button:hover:not(:disabled) {
    background: var(--bg-hover);
  }
  .empty-face,
  .image-face {
    pointer-events: none;
  }
`;
