import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FaceProps } from './face.ts';
import { faceField, faceValue } from './face-value.ts';

/** A text typed on the node. */
export function textFace({ node, title, definition, locked, edit }: FaceProps) {
  const value = faceValue(definition, node);
  const field = faceField(definition);
  const input = (event: Event): void => {
    if (event.currentTarget instanceof HTMLTextAreaElement) edit(event.currentTarget.value);
  };
  return html`<textarea
    class="text-face"
    aria-label=${`${field?.label ?? 'Text'} of ${title}`}
    placeholder=${field?.placeholder ?? ''}
    dir="auto"
    spellcheck="true"
    ?readonly=${locked}
    .value=${live(typeof value === 'string' ? value : '')}
    @input=${input}
  ></textarea>`;
}
