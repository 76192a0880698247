import { svg, type SVGTemplateResult } from 'lit';

/** Strokes on a field of 24 × 24. */
const paths = {
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  save: 'M12 4v11M7.5 10.5 12 15l4.5-4.500M4 19h16',
  undo: 'M9 7 4.5 11.5 9 16M5 11.500h9a5 5 0 0 1 0 10h-2',
  redo: 'm15 7 4.5 4.500L15 16M19 11.500h-9a5 5 0 0 0 0 10h2',
  rehearse: 'M4 12a8 8 0 1 0 2.5-5.800M4 4v4.500h4.5',
  play: 'M8 5.500v13l10.5-6.500z',
  stop: 'M7 7h10v10H7z',
  trash: 'M5 7h14M10 7V4.500h4V7M7 7l1 13h8l1-13',
  mute: 'M4 9.500v5h3.500L12 18.500v-13L7.5 9.500zM16 10l4 4M20 10l-4 4',
  bypass: 'M3 12h4c3 0 3-6 6-6h8M3 12h4c3 0 3 6 6 6h8',
  pin: 'M12 15v6M8 4h8l-1 6 3 3v2H6v-2l3-3z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  paste: 'M8 5H6v15h12V5h-2M9 3.500h6v3H9z',
  theme: 'M12 3.500a8.5 8.5 0 1 0 0 17zM12 3.500a8.5 8.5 0 0 1 0 17',
  keyboard: 'M3 6.500h18v11H3zM7 10h.01M12 10h.01M17 10h.01M7 14h10',
  plus: 'M12 5v14M5 12h14',
  nodes:
    'M8.5 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM20.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM8.5 17a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM8.5 7.500c4 .5 4 4 7 4.300M8.5 16.500c4-.5 4-4 7-4.3',
  templates: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 14v6M13.5 17h6',
  outline: 'M4 6h16M8 12h12M8 18h12M4 12h.01M4 18h.01',
  history: 'M12 7.500V12l3.5 2M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0Z',
  inspector: 'M4 5h16v14H4zM15 5v14',
  strip: 'M4 5h16v14H4zM4 14h16M9.5 14v5M14.5 14v5',
  close: 'M6.5 6.500l11 11M17.5 6.500l-11 11',
  warn: 'M12 4 2.8 19.500h18.400zM12 10v4.500M12 17h.01',
  info: 'M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0ZM12 11v5M12 8h.01',
  ok: 'M5 12.5 10 17.5 19.5 7',
} as const;
export type IconName = keyof typeof paths;

/** An icon of 18 × 18 pixels in the colour of the text around it; it says nothing to screen readers. */
export function icon(name: IconName, size = 18): SVGTemplateResult {
  return svg`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
}

/** The mark of the product. */
export function logo(): SVGTemplateResult {
  return svg`<svg class="logo" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
    <rect width="24" height="24" rx="6" fill="var(--accent)"></rect>
    <path d="M6 8h7M6 16h5" stroke="var(--accent-ink)" stroke-width="2" stroke-linecap="round"></path>
    <circle cx="15.5" cy="8" r="2.4" fill="var(--accent-ink)"></circle>
    <path d="M14 13.2v5.600l4.6-2.800z" fill="var(--accent-ink)"></path></svg>`;
}
