import { svg, type SVGTemplateResult } from 'lit';

/** The mark of the product. */
export function logo(): SVGTemplateResult {
  return svg`<svg class="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
    <rect width="24" height="24" rx="6" fill="var(--accent)"></rect>
    <path d="M6 8h7M6 16h5" stroke="var(--accent-ink)" stroke-width="2" stroke-linecap="round"></path>
    <circle cx="15.5" cy="8" r="2.4" fill="var(--accent-ink)"></circle>
    <path d="M14 13.2v5.600l4.6-2.800z" fill="var(--accent-ink)"></path></svg>`;
}
