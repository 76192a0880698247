import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { StoredClip } from '../../runtime/wire/stored-clips.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import { shownText } from '../canvas/shown-text.ts';
import { dayWords } from '../controls/when-words.ts';
import { clipName, sumOf } from './clean-up.ts';

/** Rows that are drawn; what is beyond is counted and can be chosen as a whole. */
const mostRows = 200;

/** What the list of clips shows. */
export interface CleanUpList {
  /** The largest first. */
  readonly clips: readonly StoredClip[];
  /** By `clipName`. */
  readonly chosen: ReadonlySet<string>;
  /** Paid ones and rehearsals stand together: each says what it is. */
  readonly mixed: boolean;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}

/** The clips with their sizes, each to be chosen, or all of them. */
export function cleanUpList(list: CleanUpList): TemplateResult {
  const { clips, chosen, choose } = list;
  if (clips.length === 0) return html`<p class="none">No clip of that kind is stored.</p>`;
  const all = clips.every((clip) => chosen.has(clipName(clip)));
  const toggleAll = (): void => choose(all ? new Set() : new Set(clips.map(clipName)));
  return html`<section class="list" aria-label="Clips, the largest first">
    <label class="row head"
      ><input type="checkbox" .checked=${live(all)} @change=${toggleAll} /><span
        >${clips.length} ${clips.length === 1 ? 'clip' : 'clips'}</span
      ><span></span><span class="size">${byteWords(sumOf(clips).bytes)}</span></label
    >
    ${clips.slice(0, mostRows).map((clip) => clipRow(list, clip))}
    ${clips.length > mostRows ? html`<p class="none">and ${clips.length - mostRows} smaller ones; choosing all chooses them too.</p>` : nothing}
  </section>`;
}

function clipRow({ chosen, mixed, choose }: CleanUpList, clip: StoredClip): TemplateResult {
  const name = clipName(clip);
  const toggle = (): void => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    choose(next);
  };
  const marks = [
    clip.used ? 'used by another shot' : '',
    clip.foreign ? 'from a project' : '',
    clip.service === 'live' && mixed ? 'paid' : '',
  ].filter((mark) => mark !== '');
  const title = `${shownText(clip.title) || 'Untitled'}, take ${clip.take}`;
  return html`<label class="row"
    ><input type="checkbox" .checked=${live(chosen.has(name))} @change=${toggle} />
    <span class="name" title=${title}
      >${title}<span class="quiet"> · ${dayWords(clip.at)} · ${shownText(clip.graph) || 'Untitled'}</span></span
    >
    <span class="marks">${marks.join(' · ')}</span><span class="size">${byteWords(clip.size)}</span></label
  >`;
}
