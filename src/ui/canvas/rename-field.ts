import { html } from 'lit';
import type { View } from '../../graph/document.ts';
import { titleHeight } from './litegraph.ts';
import type { Bounds } from './view-transform.ts';

/** A field over a node's title, in which it is typed anew. `done` is called once, with nothing when it was left. */
export function renameField(title: string, bounds: Bounds, view: View, done: (title: string | undefined) => void) {
  const { scale, offset } = view;
  const [left, top] = [(bounds[0] + offset[0]) * scale, (bounds[1] + offset[1]) * scale];
  const place = `left:${left}px;top:${top}px;width:${Math.max(120, (bounds[2] - bounds[0]) * scale)}px;height:${titleHeight * scale}px;font-size:${12 * scale}px`;
  let open = true;
  const close = (value: string | undefined): void => {
    // Closing takes the focus away, which would close it again.
    if (!open) return;
    open = false;
    done(value);
  };
  const typed = (event: Event): string | undefined =>
    event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value.trim() : undefined;
  return html`<input
    class="rename"
    aria-label="Title"
    style=${place}
    maxlength="200"
    .value=${title}
    @keydown=${(event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === 'Enter') close(typed(event));
      if (event.key === 'Escape') close(undefined);
    }}
    @blur=${(event: Event) => close(typed(event))}
  />`;
}
