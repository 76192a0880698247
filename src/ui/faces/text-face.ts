import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FaceProps } from './face.ts';
import { faceField, faceValue } from './face-value.ts';
import { mentionsIn } from './mentions.ts';

/** A text typed on the node. Behind the field the same text lies unseen, and marks where an input is called by @name. */
export function textFace({ node, title, definition, locked, edit }: FaceProps) {
  const value = faceValue(definition, node);
  const text = typeof value === 'string' ? value : '';
  const field = faceField(definition);
  const input = (event: Event): void => {
    if (event.currentTarget instanceof HTMLTextAreaElement) edit(event.currentTarget.value);
  };
  const scroll = (event: Event): void => {
    if (!(event.currentTarget instanceof HTMLTextAreaElement)) return;
    const behind = event.currentTarget.previousElementSibling;
    if (behind) behind.scrollTop = event.currentTarget.scrollTop;
  };
  // Without any space of its own: the text behind must lie exactly like the one in the field.
  const behind = mentionsIn(text).map((part) => (part.mention ? html`<mark>${part.text}</mark>` : part.text));
  return html`<div class="mentions" dir="auto" aria-hidden="true">${behind}</div>
    <textarea
      class="text-face"
      aria-label=${`${field?.label ?? 'Text'} of ${title}`}
      placeholder=${field?.placeholder ?? ''}
      dir="auto"
      spellcheck="true"
      ?readonly=${locked}
      .value=${live(text)}
      @input=${input}
      @scroll=${scroll}
    ></textarea>`;
}
