import { css, html, nothing, type TemplateResult } from 'lit';
import type { LocalFile } from '../../graph/local-file.ts';
import type { JobClient } from '../../runtime/wire/job-client.ts';
import { shownText } from '../canvas/shown-text.ts';
import { icon } from '../icons/icon.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import './media-thumb.ts';

/** A file that a node holds by its hash: picked, dropped, replaced or removed. */
export interface FileControl {
  readonly id: string;
  readonly label: string;
  readonly file: LocalFile | undefined;
  readonly accept: string | undefined;
  readonly jobs: Pick<JobClient, 'media'>;
  readonly describedBy: string | undefined;
  readonly pick: (file: File) => void;
  readonly remove: () => void;
}

export function fileControl(control: FileControl): TemplateResult {
  const { id, label, file, accept } = control;
  const picked = ({ currentTarget }: Event): void => {
    const input = currentTarget as HTMLInputElement;
    const [chosen] = input.files ?? [];
    if (chosen) control.pick(chosen);
    // The same file may be chosen again.
    input.value = '';
  };
  const choose = ({ currentTarget }: Event): void => {
    const zone = (currentTarget as HTMLElement).closest('.file');
    zone?.querySelector<HTMLInputElement>('input[type=file]')?.click();
  };
  return html`<div
    class="file"
    @dragover=${over}
    @dragleave=${leave}
    @drop=${(event: DragEvent) => drop(event, control)}
  >
    <input
      type="file"
      class="hidden"
      tabindex="-1"
      aria-hidden="true"
      data-file=${id}
      accept=${accept ?? nothing}
      @change=${picked}
    />
    ${
      file
        ? html`<shotgraph-media-thumb .jobs=${control.jobs} .sha256=${file.sha256}></shotgraph-media-thumb>
            <span class="about"
              ><span class="ellipsis" title=${shownText(file.name)}><bdi>${shownText(file.name)}</bdi></span
              ><span class="faint small">${byteWords(file.size)}</span></span
            >`
        : html`<span class="zone faint">${icon('image', 18)}<span>Drop a file here, or</span></span>`
    }
    <span class="actions">
      <button
        class="button"
        type="button"
        id=${id}
        aria-label="${file ? 'Replace' : 'Choose'} ${label}"
        aria-describedby=${control.describedBy ?? nothing}
        @click=${choose}
      >
        ${file ? 'Replace…' : 'Choose…'}
      </button>
      ${
        file
          ? html`<button
              class="icon-button"
              type="button"
              aria-label="Remove ${label}"
              title="Remove"
              @click=${control.remove}
            >
              ${icon('close', 14)}
            </button>`
          : nothing
      }
    </span>
  </div>`;
}

function over(event: DragEvent): void {
  if (event.dataTransfer?.types.includes('Files') !== true) return;
  event.preventDefault();
  (event.currentTarget as HTMLElement).toggleAttribute('data-over', true);
}

function leave({ currentTarget }: Event): void {
  (currentTarget as HTMLElement).removeAttribute('data-over');
}

function drop(event: DragEvent, control: FileControl): void {
  leave(event);
  const [file] = event.dataTransfer?.files ?? [];
  if (!file) return;
  event.preventDefault();
  // A file dropped elsewhere opens as a graph.
  event.stopPropagation();
  control.pick(file);
}

export const fileStyles = css`
  .file {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s-2);
    padding: var(--s-2);
    border: 1px dashed var(--line-strong);
    border-radius: var(--r-2);
    background: var(--bg-field);
  }
  .file[data-over] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }
  .file .about {
    flex: 1 1 80px;
    display: grid;
    min-width: 0;
  }
  .file .zone {
    flex: 1 1 120px;
    display: flex;
    align-items: center;
    gap: var(--s-2);
  }
  .file .actions {
    display: flex;
    gap: 2px;
  }
`;
