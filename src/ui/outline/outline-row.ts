import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { icon } from '../icons/icon.ts';
import { itemKey } from './outline-items.ts';
import { linkedWords, type OutlineRow, type SocketRow } from './outline-rows.ts';

/** What of a row depends on the person. */
export interface RowLook {
  readonly selected: boolean;
  readonly open: boolean;
  readonly renaming: boolean;
  /** The key of the item that the cursor stands on, where it is in this row. */
  readonly cursor: string | undefined;
}

/** A node as an item of the tree, with its sockets while it is open. Nothing in it listens: the tree does. */
export function outlineRow(row: OutlineRow, look: RowLook): TemplateResult {
  const key = itemKey(row.id);
  const linked = linkedWords(row);
  const [trouble, kind] = row.errors.length > 0 ? [row.errors, 'error'] : [row.warnings, 'warning'];
  return html`<div
    class="node"
    role="treeitem"
    aria-level="1"
    aria-label=${rowName(row)}
    aria-expanded=${row.sockets.length === 0 ? nothing : look.open ? 'true' : 'false'}
    aria-selected=${look.selected ? 'true' : 'false'}
    tabindex=${look.cursor === key ? 0 : -1}
    data-key=${key}
    data-node-id=${row.id}
    data-state=${row.state}
    data-waiting=${ifDefined(row.waiting)}
    data-mode=${row.mode}
  >
    <div class="line">
      <span class="chevron" data-does="fold">${row.sockets.length === 0 ? nothing : icon('chevron', 12)}</span>
      <span class="dot" style="--dot:${row.colour}"></span>
      ${
        look.renaming
          ? html`<input
              class="field rename"
              aria-label="New title"
              autocomplete="off"
              spellcheck="false"
              dir="auto"
              .value=${row.given}
              placeholder=${row.kind}
            />`
          : html`<span class="name"
                ><span class="ellipsis foreign" title="${row.title} · ${row.kind}">${row.title}</span>${
                  row.mode === 'active' ? nothing : html`<span class="tag">${row.mode}</span>`
                }</span
              ><span class="words ellipsis foreign" style="--tone:${row.tone}" title=${row.words}>${row.words}</span>`
      }
      ${row.undecided === undefined ? nothing : decideButton}
      ${linked === '' ? nothing : html`<span class="linked ellipsis foreign" title=${linked}>${linked}</span>`}
      ${
        trouble.length === 0
          ? nothing
          : html`<span class="trouble foreign ${kind}" title=${trouble.join('\n')}
              >${trouble[0]}${trouble.length > 1 ? ` (+${trouble.length - 1})` : ''}</span
            >`
      }
    </div>
    ${
      look.open && row.sockets.length > 0
        ? html`<div role="group" class="sockets">
            ${row.sockets.map((socket) => socketRow(row, socket, look.cursor))}
          </div>`
        : nothing
    }
  </div>`;
}

/** Who works by keyboard has the key: what stands in a row of a tree is not tabbed to. */
const decideButton = html`<button
  class="button ask"
  type="button"
  tabindex="-1"
  data-does="decide"
  title="Decide what became of it (Ctrl Alt D)"
>
  Check…
</button>`;

function socketRow(row: OutlineRow, socket: SocketRow, cursor: string | undefined): TemplateResult {
  const key = itemKey(row.id, socket);
  const output = socket.side === 'output';
  const linked = socket.linked.slice(0, 6).join(', ') + (socket.linked.length > 6 ? ', …' : '');
  const words = linked === '' ? (socket.required ? 'needs a link' : 'nothing linked') : linked;
  const tone = linked === '' ? (socket.required ? 'needed' : 'none') : 'to';
  return html`<div
    class="socket-row"
    role="treeitem"
    aria-level="2"
    aria-selected="false"
    aria-label="${output ? 'Output' : 'Input'} ${socket.label}, ${socket.type}: ${words}"
    tabindex=${cursor === key ? 0 : -1}
    data-key=${key}
    data-side=${socket.side}
    data-socket=${socket.name}
  >
    <span class="socket" style="--dot:${socket.colour}"></span>
    <span class="ellipsis foreign" title="${socket.label} · ${socket.type}">${socket.label}</span>
    <span class="ellipsis foreign ${tone}" title=${words}
      ><span class="arrow">${output ? '→' : '←'}</span> ${words}</span
    >
    <span class="does" aria-hidden="true">
      <button
        class="icon-button"
        type="button"
        tabindex="-1"
        data-does="link"
        title=${output ? 'Link to…' : 'Link from…'}
      >
        ${icon('link', 14)}
      </button>
      ${
        linked === ''
          ? nothing
          : html`<button class="icon-button" type="button" tabindex="-1" data-does="unlink" title="Unlink">
              ${icon('unlink', 14)}
            </button>`
      }
    </span>
  </div>`;
}

/** All that a screen reader says of a row. */
function rowName({ title, kind, words, mode, errors, warnings }: OutlineRow): string {
  const count = (n: number, noun: string): string => (n === 0 ? '' : `${n} ${noun}${n === 1 ? '' : 's'}: `);
  return [
    title,
    title.startsWith(kind) ? '' : kind,
    mode === 'active' ? '' : mode,
    words,
    `${count(errors.length, 'error')}${errors[0] ?? ''}`,
    `${count(warnings.length, 'warning')}${warnings[0] ?? ''}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
