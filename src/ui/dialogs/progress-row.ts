import { css, html } from 'lit';
import { byteWords } from '../../runtime/run/byte-words.ts';

/** How much of something is done, as a bar and in words. */
export function progressRow(what: string, bytes: number, of: number) {
  return html`<div class="progress">
    <progress aria-label=${what} max=${Math.max(of, 1)} .value=${Math.min(bytes, of)}></progress>
    <span class="quiet" role="status">${what}, ${byteWords(bytes)} of ${byteWords(of)}</span>
  </div>`;
}

export const progressStyles = css`
  .progress {
    flex: 1;
    min-width: 0;
    display: flex;
    align-items: center;
    gap: 12px;
  }
  progress {
    flex: 1;
    min-width: 60px;
    height: 6px;
    appearance: none;
    border: 0;
    border-radius: 3px;
    overflow: hidden;
    background: var(--bg-3);
  }
  progress::-webkit-progress-bar {
    background: var(--bg-3);
  }
  progress::-webkit-progress-value {
    background: var(--accent);
  }
  progress::-moz-progress-bar {
    background: var(--accent);
  }
  .progress .quiet {
    flex: none;
    min-width: 150px;
    font-variant-numeric: tabular-nums;
  }
`;
