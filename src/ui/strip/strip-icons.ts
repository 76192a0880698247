import { svg, html, type TemplateResult } from 'lit';

const shapes = {
  play: svg`<path d="M4 2.5v11l9.500-5.500z" fill="currentColor" stroke="none" />`,
  pause: svg`<path d="M4 3h2.800v10H4zM9.200 3H12v10H9.200z" fill="currentColor" stroke="none" />`,
  full: svg`<path d="M2.500 6V2.500H6M10 2.500h3.500V6M13.500 10v3.500H10M6 13.500H2.500V10" />`,
  large: svg`<path d="M9.500 2.500h4v4M6.500 13.500h-4v-4M13.200 2.800 9.300 6.700M2.800 13.200l3.900-3.900" />`,
  close: svg`<path d="m3.500 3.500 9 9M12.500 3.500l-9 9" />`,
  save: svg`<path d="M8 2.500v7.500M4.800 7 8 10.200 11.200 7M3 13.500h10" />`,
  plus: svg`<path d="M8 3v10M3 8h10" />`,
  warn: svg`<path d="M8 5.500v3.500M8 11.200v.3M8 2 14.500 13.500h-13z" />`,
} as const;

/** A line drawing of 16 pixels in the colour of the text around it. */
export function icon(name: keyof typeof shapes): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 16 16"
    width="14"
    height="14"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${shapes[name]}
  </svg>`;
}
