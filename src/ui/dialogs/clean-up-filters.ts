import { html, type TemplateResult } from 'lit';
import type { StoredClip } from '../../runtime/wire/stored-clips.ts';
import { byteWords } from '../../runtime/run/byte-words.ts';
import { shownText } from '../canvas/shown-text.ts';
import { type CleanUpView, graphSizes } from './clean-up.ts';

const services = [
  ['sandbox', 'Rehearsals'],
  ['live', 'Paid clips'],
  ['all', 'All clips'],
] as const;
const ages = [
  [0, 'Of any age'],
  [1, 'Older than a day'],
  [7, 'Older than a week'],
  [30, 'Older than 30 days'],
  [180, 'Older than half a year'],
] as const;

/** Which clips are looked at: of which service, how old, of which graph. */
export function cleanUpFilters(
  clips: readonly StoredClip[],
  view: CleanUpView,
  see: (change: Partial<CleanUpView>) => void,
): TemplateResult {
  const ofService = clips.filter(({ service }) => view.service === 'all' || service === view.service);
  return html`<section>
    <div class="filters">
      <select
        aria-label="Which clips"
        @change=${(event: Event) => see({ service: valueOf(event) as CleanUpView['service'] })}
      >
        ${services.map(([value, label]) => html`<option value=${value} ?selected=${value === view.service}>${label}</option>`)}
      </select>
      <select aria-label="Age" @change=${(event: Event) => see({ olderThanDays: Number(valueOf(event)) })}>
        ${ages.map(([value, label]) => html`<option value=${value} ?selected=${value === view.olderThanDays}>${label}</option>`)}
      </select>
      <select aria-label="Graph" @change=${(event: Event) => see({ graph: graphNamed(valueOf(event)) })}>
        <option value="" ?selected=${view.graph === undefined}>Of any graph</option>
        ${graphSizes(ofService).map(
          ({ graph, count, bytes }) =>
            html`<option value=${`=${graph}`} ?selected=${graph === view.graph}>
              ${shownText(graph) || 'Untitled'} · ${count} · ${byteWords(bytes)}
            </option>`,
        )}
      </select>
    </div>
  </section>`;
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLSelectElement).value;
}

/** A graph may have any name, also none. */
function graphNamed(value: string): string | undefined {
  return value.startsWith('=') ? value.slice(1) : undefined;
}
