import { css, svg, type SVGTemplateResult } from 'lit';

/** Strokes on a field of 24 by 24, as one path each. */
const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM16.2 16.2 20 20',
  refresh: 'M19 12a7 7 0 1 1-2.1-5M19 4v4h-4',
  rename: 'M5 19h4L19 9l-4-4L5 15v4zM13 7l4 4',
  mute: 'M4 9v6h4l5 4V5L8 9H4zM17 9.5l4.5 5M21.5 9.5l-4.5 5',
  bypass: 'M3 12h3M18 12h3M6 12c0-8 12-8 12 0M14.5 10l3.5 2.5L20.5 9',
  front: 'M9 9h11v11H9zM4 15V4h11',
  target: 'M12 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12 3v4M12 17v4M3 12h4M17 12h4',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  unlink: 'M14.5 15.5l4-4a4 4 0 0 0-5.7-5.7l-1 1M9.5 8.5l-4 4a4 4 0 0 0 5.7 5.7l1-1M5 4l14 16',
  chevron: 'M9 6l6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  dice: 'M5 5h14v14H5zM8.8 9h.4M14.8 9h.4M11.8 12h.4M8.8 15h.4M14.8 15h.4',
  reset: 'M5 11a7 7 0 1 1 1.5 5.5M5 5v6h6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  image: 'M4 5h16v14H4zM4 16l5-5 5 5 2-2 4 4M15.5 9.5h.01',
  warning: 'M12 4 21 20H3zM12 10v4.5M12 17.3v.01',
  error: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 8v5M12 16v.01',
  film: 'M4 5h16v14H4zM8 5v14M16 5v14M4 9.7h4M4 14.3h4M16 9.7h4M16 14.3h4',
  history: 'M12 7.5V12l3 2M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z',
  nodes:
    'M6 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM6 14.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM18 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8.5 7.3c4 .4 3.5 4.4 7 4.7M8.5 16.7c4-.4 3.5-4.4 7-4.7',
  left: 'M4 4v16M8 7h12v4H8zM8 14h8v4H8z',
  top: 'M4 4h16M7 8h4v12H7zM14 8h4v8h-4z',
  row: 'M4 7h4v10H4zM10 7h4v10h-4zM16 7h4v10h-4z',
  column: 'M7 4h10v4H7zM7 10h10v4H7zM7 16h10v4H7z',
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  save: 'M12 4v11M7.5 10.5 12 15l4.5-4.500M4 19h16',
  undo: 'M9 7 4.5 11.5 9 16M5 11.500h9a5 5 0 0 1 0 10h-2',
  redo: 'm15 7 4.5 4.500L15 16M19 11.500h-9a5 5 0 0 0 0 10h2',
  rehearse: 'M4 12a8 8 0 1 0 2.5-5.800M4 4v4.500h4.5',
  play: 'M8 5.500v13l10.5-6.500z',
  stop: 'M7 7h10v10H7z',
  pin: 'M12 15v6M8 4h8l-1 6 3 3v2H6v-2l3-3z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  paste: 'M8 5H6v15h12V5h-2M9 3.500h6v3H9z',
  theme: 'M12 3.500a8.5 8.5 0 1 0 0 17zM12 3.500a8.5 8.5 0 0 1 0 17',
  keyboard: 'M3 6.500h18v11H3zM7 10h.01M12 10h.01M17 10h.01M7 14h10',
  templates: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 14v6M13.5 17h6',
  outline: 'M4 6h16M8 12h12M8 18h12M4 12h.01M4 18h.01',
  inspector: 'M4 5h16v14H4zM15 5v14',
  strip: 'M4 5h16v14H4zM4 14h16M9.5 14v5M14.5 14v5',
  info: 'M20.5 12a8.5 8.5 0 1 1-17 0 8.5 8.5 0 0 1 17 0ZM12 11v5M12 8h.01',
  ok: 'M5 12.5 10 17.5 19.5 7',
} as const;
export type IconName = keyof typeof paths;

/** A stroked picture in the colour of the text around it. It carries no words: name the control that holds it. */
export function icon(name: IconName, size = 16): SVGTemplateResult {
  return svg`<svg class="icon" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
}

/** How icons stand in a row, for the styles of whoever uses them. */
export const iconStyles = css`
  .icon {
    flex: none;
    display: block;
  }
`;
